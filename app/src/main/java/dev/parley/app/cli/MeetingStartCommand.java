package dev.parley.app.cli;

import dev.parley.app.run.MeetingJob;
import dev.parley.app.run.RunJob;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.orchestrator.RunRequest.Live;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley meeting start}: listens while people still talk. */
@Command(
    name = "start",
    description =
        "Listen to a meeting that is going on; what it decides becomes commits on parley/MEETING.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all tasks merged, or without --follow: begun",
      "1:some were not",
      "2:wrong usage or input",
      "3:stopped or paused by a limit",
      "4:the environment lacks something",
      "130:interrupted; go on listening with 'parley resume'"
    })
final class MeetingStartCommand implements Callable<Integer> {

  /** When tasks may start, as it is typed. */
  enum Start {
    END,
    SETTLED
  }

  @Mixin HelpOption help;
  @Mixin RepositoryOption repository;
  @Mixin SettingOptions settings;
  @Mixin CarryingOptions carrying;

  @Option(
      names = "--follow",
      paramLabel = "FILE",
      description =
          "A transcript that grows: lines of 'Name: words', WebVTT, SRT or JSON lines. - reads"
              + " standard input. Without it, begin the meeting and print its id.")
  @Nullable String follow;

  @Option(
      names = "--start",
      paramLabel = "WHEN",
      defaultValue = "end",
      description =
          "When tasks may start: end, once the meeting has ended; settled, as soon as it has"
              + " settled on what they are for. Default: end.")
  Start start = Start.END;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "live meeting",
      description = "What to call it when nothing is followed.")
  String title = "live meeting";

  private final Surroundings surroundings;

  MeetingStartCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    carrying.requireAgent();
    var wish =
        new RunJob.Wish(
            repository.folder,
            settings.flags(surroundings),
            carrying.agent,
            carrying.dryRun,
            carrying.manner(surroundings, follow == null || "-".equals(follow)));
    var when = start == Start.SETTLED ? Live.Start.SETTLED : Live.Start.END;
    var job = new MeetingJob(surroundings);
    if (follow != null) {
      return job.follow(wish, follow, when);
    }
    var meeting = job.begin(wish, Plain.line(title, 200), when);
    surroundings.out().println(meeting);
    surroundings
        .err()
        .println("'parley serve' carries it out, or whoever types: parley resume " + meeting);
    return 0;
  }
}
