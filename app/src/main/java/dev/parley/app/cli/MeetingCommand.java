package dev.parley.app.cli;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.app.run.StoredMeetings;
import dev.parley.app.run.UserFile;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.meeting.HeardUtterance;
import dev.parley.meeting.LiveLines;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.orchestrator.MeetingService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley meeting}: meetings that are still going on. */
@Command(
    name = "meeting",
    description = "Listen to a meeting that is going on; without a subcommand, list them.",
    commandListHeading = "%nCommands:%n")
final class MeetingCommand implements Callable<Integer>, Cli.Subcommands {

  @Mixin HelpOption help;

  private final Surroundings surroundings;

  MeetingCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public List<Object> subcommands() {
    return List.of(
        new MeetingStartCommand(surroundings),
        new Say(surroundings),
        new Rename(surroundings),
        new End(surroundings),
        new MeetingListCommand(surroundings),
        new MeetingShowCommand(surroundings));
  }

  @Override
  public Integer call() {
    return new MeetingListCommand(surroundings).call();
  }

  /** {@code parley meeting say}. */
  @Command(name = "say", description = "Hand over something that was said in a live meeting.")
  static final class Say implements Callable<Integer> {

    @Mixin HelpOption help;

    @Parameters(
        index = "0",
        paramLabel = "MEETING",
        description = "Its id, or a unique part at one end of it.")
    String meeting = "";

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "TEXT",
        description = "The words. - reads lines of a transcript from standard input.")
    List<String> text = List.of();

    @Option(
        names = "--speaker",
        paramLabel = "NAME",
        defaultValue = "",
        description = "Who said it. Default: Unknown.")
    String speaker = "";

    @Option(
        names = "--time",
        paramLabel = "T",
        description = "When, since the meeting began, such as 12:30. Default: after all so far.")
    @Nullable String time;

    private final Surroundings surroundings;

    Say(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      var heard = heard();
      try (var meetings = StoredMeetings.open(surroundings)) {
        var id = meetings.find(meeting);
        int fresh = 0;
        for (int from = 0; from < heard.size(); from += MeetingService.MAX_BATCH) {
          int to = Math.min(heard.size(), from + MeetingService.MAX_BATCH);
          fresh += meetings.service().say(id, heard.subList(from, to));
        }
        surroundings.out().println("heard " + fresh + " of " + heard.size());
      }
      return 0;
    }

    private List<HeardUtterance> heard() {
      if (text.equals(List.of("-"))) {
        var lines = new LiveLines(new JacksonLocatedJsonReader());
        var heard = new ArrayList<HeardUtterance>();
        UserFile.text(surroundings, "-").lines().forEach(line -> heard.addAll(lines.line(line)));
        heard.addAll(lines.flush());
        return heard;
      }
      return List.of(
          new HeardUtterance(
              Optional.empty(), speaker, at(), Optional.empty(), String.join(" ", text)));
    }

    private Optional<Duration> at() {
      var at = Optional.ofNullable(time).flatMap(HeardUtterance::timeOf);
      if (time != null && at.isEmpty()) {
        throw new Problem(
                Code.BAD_USAGE, "'" + time + "' is no time", "Give it as 12:30 or 1:12:30.")
            .raise();
      }
      return at;
    }
  }

  /** {@code parley meeting rename}. */
  @Command(name = "rename", description = "Give a speaker another name, also in what they said.")
  static final class Rename implements Callable<Integer> {

    @Mixin HelpOption help;

    @Parameters(
        index = "0",
        paramLabel = "MEETING",
        description = "Its id, or a unique part at one end of it.")
    String meeting = "";

    @Parameters(index = "1", paramLabel = "OLD", description = "The name so far.")
    String from = "";

    @Parameters(index = "2", paramLabel = "NEW", description = "The name from now on.")
    String to = "";

    private final Surroundings surroundings;

    Rename(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (var meetings = StoredMeetings.open(surroundings)) {
        boolean known = meetings.service().rename(meetings.find(meeting), from, to, "user");
        surroundings
            .out()
            .println(known ? "renamed" : "nobody was heard as '" + Plain.line(from, 100) + "'");
        return known ? 0 : 1;
      }
    }
  }

  /** {@code parley meeting end}. */
  @Command(
      name = "end",
      description = "End a live meeting: its last words are drafted and planned.")
  static final class End implements Callable<Integer> {

    @Mixin HelpOption help;

    @Parameters(paramLabel = "MEETING", description = "Its id, or a unique part at one end of it.")
    String meeting = "";

    private final Surroundings surroundings;

    End(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (var meetings = StoredMeetings.open(surroundings)) {
        var id = meetings.find(meeting);
        boolean now = meetings.service().end(id, "user");
        surroundings.out().println(now ? "ended " + id : id + " had ended");
      }
      return 0;
    }
  }
}
