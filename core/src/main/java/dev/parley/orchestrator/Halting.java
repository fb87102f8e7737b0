package dev.parley.orchestrator;

import dev.parley.attempt.Outcome;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.orchestrator.Decision.CutOff;
import dev.parley.orchestrator.RunPayload.RunHalted;
import dev.parley.safety.Forecast;
import dev.parley.safety.Preflight;
import java.util.Map;
import java.util.Optional;

/** The ways in which a run is halted. Pure. */
final class Halting {

  private Halting() {}

  /** Everything ends at once. */
  static Decision stopped(RunState state, String by) {
    var problem =
        new Problem(
            Code.STOPPED,
            by + " pulled the emergency stop; what was done so far is kept",
            "Go on with: parley resume " + state.run());
    return new Decision(
        new RunHalted(problem, false), Optional.empty(), cutOff(state, "the emergency stop"));
  }

  /** A user wants it to pause; what runs ends by itself, or is cut off. */
  static Decision paused(RunState state, CommandPayload.PauseAsked asked) {
    var problem =
        new Problem(
            Code.PAUSED,
            "paused by " + asked.by() + "; nothing new starts",
            "Go on with: parley resume " + state.run());
    return new Decision(
        new RunHalted(problem, true),
        Optional.empty(),
        asked.now() ? cutOff(state, "the pause") : Optional.empty());
  }

  /** All that run now. A change that is being brought in goes on from where it is. */
  private static Optional<CutOff> cutOff(RunState state, String by) {
    var running = state.running().stream().map(AttemptView::id).toList();
    return running.isEmpty() ? Optional.empty() : Optional.of(new CutOff(running, by));
  }

  /** What cannot fit is not begun; of what may not fit the user decides, if there is one to ask. */
  static Optional<Decision> doesNotFit(RunState state, Forecast forecast) {
    if (state.draft().accepted()) {
      return Optional.empty();
    }
    boolean asks = state.request().asks().orElse(false);
    var shortfalls =
        Preflight.shortfalls(forecast, state.request().limits()).stream()
            .filter(shortfall -> asks || shortfall.certain())
            .toList();
    return shortfalls.isEmpty()
        ? Optional.empty()
        : Optional.of(of(Preflight.problem(state.run(), shortfalls)));
  }

  /** Too many tasks have failed. */
  static Decision tripped(RunState state, String why) {
    var halted =
        new RunHalted(
            new Problem(
                Code.LIMIT_REACHED,
                why,
                """
                See why with: parley show %1$s
                Then: parley limits reset-breaker && parley resume %1$s\
                """
                    .formatted(state.run()),
                Map.of("limit", "max_task_failures_before_stop")),
            false);
    return switch (state.request().limits().tripAction()) {
      case FINISH -> Decision.of(halted);
      case CANCEL ->
          new Decision(halted, Optional.empty(), cutOff(state, "max_task_failures_before_stop"));
    };
  }

  /** What cannot go on by itself; a limit that says until when only pauses the run. */
  static Decision of(Problem problem) {
    return Decision.of(new RunHalted(problem, problem.context().containsKey("until")));
  }

  /** What cannot go on because of how an attempt ended. */
  static Decision after(Outcome outcome) {
    return of(problemOf(outcome));
  }

  private static Problem problemOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.OverBudget(var problem) -> problem;
      case Outcome.EnvironmentFailed(var problem) -> problem;
      case Outcome.Failed(var problem) -> problem;
      default -> new Problem(Code.INTERNAL, outcome.inWords(), "");
    };
  }
}
