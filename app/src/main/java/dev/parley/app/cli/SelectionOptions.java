package dev.parley.app.cli;

import dev.parley.analytics.RunRecord;
import dev.parley.app.run.SelectionText;
import dev.parley.app.run.StoredRuns;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs to look at. */
final class SelectionOptions {

  @Option(
      names = "--meeting",
      paramLabel = "ID",
      description = "Runs that read it: its id, its transcript's name, or a run that read it.")
  @Nullable String meeting;

  @Option(names = "--run", paramLabel = "RUN", description = "This run alone.")
  @Nullable String run;

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      description = "Runs on this repository: its path, or the end of it.")
  @Nullable String repository;

  @Option(
      names = "--model",
      paramLabel = "PROVIDER/MODEL",
      description = "Runs in which this model coded.")
  @Nullable String model;

  @Option(names = "--agent", paramLabel = "NAME", description = "Runs in which this agent coded.")
  @Nullable String agent;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Runs begun then or later: 2026-08-01, or 2026-08-01T09:30:00Z; UTC.")
  @Nullable String since;

  /**
   * The records meant.
   *
   * @throws dev.parley.model.ProblemException UNKNOWN_MEETING, UNKNOWN_RUN, BAD_USAGE
   */
  List<RunRecord> of(StoredRuns runs) {
    return new SelectionText(
            "--",
            Optional.ofNullable(meeting),
            Optional.ofNullable(run),
            Optional.ofNullable(repository),
            Optional.ofNullable(model),
            Optional.ofNullable(agent),
            Optional.ofNullable(since))
        .of(runs, runs.records());
  }

  /**
   * Refuses a selection beside something that has no runs to select from.
   *
   * @throws ProblemException BAD_USAGE
   */
  void requireNone(String option) {
    boolean any =
        Stream.of(meeting, run, repository, model, agent, since).anyMatch(Objects::nonNull);
    if (any) {
      throw wrong(
          option + " cannot be combined with a selection of runs",
          "Leave the selection out: a history file is taken whole.");
    }
  }

  private static ProblemException wrong(String what, String remedy) {
    return new ProblemException(new Problem(Code.BAD_USAGE, what, remedy));
  }
}
