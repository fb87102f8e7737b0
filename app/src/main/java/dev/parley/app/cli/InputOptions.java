package dev.parley.app.cli;

import dev.parley.app.run.RunInput;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a run starts from: exactly one of a transcript, requirements or tasks. */
final class InputOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "TRANSCRIPT",
      description =
          "The meeting: WebVTT, SRT, plain text, Markdown minutes or JSON. - reads standard input.")
  @Nullable String transcript;

  @Option(
      names = "--prd",
      paramLabel = "FILE",
      description = "Start from requirements, in Markdown or JSON.")
  @Nullable String prd;

  @Option(names = "--tasks", paramLabel = "FILE", description = "Start from tasks, in JSON.")
  @Nullable String tasks;

  boolean fromStandardInput() {
    return "-".equals(transcript);
  }

  RunInput read(Surroundings surroundings) {
    int given = (transcript == null ? 0 : 1) + (prd == null ? 0 : 1) + (tasks == null ? 0 : 1);
    if (given != 1) {
      throw new Problem(
              Code.BAD_USAGE,
              given == 0 ? "nothing to start from" : "more than one thing to start from",
              "Name a transcript, or --prd FILE, or --tasks FILE.")
          .raise();
    }
    if (transcript != null) {
      return RunInput.transcript(surroundings, transcript);
    }
    return prd != null
        ? RunInput.prd(surroundings, prd)
        : RunInput.tasks(surroundings, java.util.Objects.requireNonNull(tasks));
  }
}
