package dev.parley.app.cli;

import dev.parley.app.demo.DemoJob;
import dev.parley.app.terminal.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley demo}: the whole pipeline on a sample, without a key. */
@Command(
    name = "demo",
    description =
        "See the whole pipeline on a sample repository: offline, without a key, in a folder of its"
            + " own.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all tasks merged",
      "2:wrong usage",
      "4:the environment lacks something",
      "130:interrupted; go on with the same --dir"
    })
final class DemoCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where to make it, or where one was interrupted. Default: a new temporary folder.")
  @Nullable Path folder;

  private final Surroundings surroundings;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new DemoJob(surroundings).run(Optional.ofNullable(folder));
  }
}
