package dev.parley.app.cli;

import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Reply;
import dev.parley.orchestrator.RunService;
import java.util.function.BiFunction;
import picocli.CommandLine.Parameters;

/** The run that something is asked of, and how that is told. */
final class RunParameter {

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, or a unique part at one end of it.")
  String run;

  /** A wish, once the store is open and the run is known. */
  interface Wish
      extends BiFunction<StoredRuns, RunId, java.util.function.Function<RunService, Reply>> {}

  /**
   * Asks, and says what came of it and who goes on with the run.
   *
   * @throws dev.parley.model.ProblemException UNKNOWN_RUN, and what the wish throws
   */
  int ask(Surroundings surroundings, Wish wish) {
    try (var runs = StoredRuns.open(surroundings)) {
      var id = runs.find(run);
      var reply = runs.ask(id, wish.apply(runs, id));
      var out = surroundings.out();
      out.println(Plain.lines(reply.words()));
      boolean goesOn = reply.changed() && runs.state(id).ended().isEmpty();
      if (goesOn && !runs.served(id)) {
        out.println("go on with: parley resume " + id);
      }
      out.flush();
    }
    return 0;
  }
}
