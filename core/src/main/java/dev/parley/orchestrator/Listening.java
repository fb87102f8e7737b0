package dev.parley.orchestrator;

import dev.parley.meeting.ListeningPolicy;
import dev.parley.orchestrator.RunPayload.ExtensionAdopted;
import dev.parley.orchestrator.RunPayload.ListeningDue;
import dev.parley.planning.Extension;
import dev.parley.safety.Forecast;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a run that listens to a meeting decides beside what every run does. Pure. */
final class Listening {

  private Listening() {}

  /**
   * The next decisions, the first kind that is due: what was taken back is withdrawn, what was
   * planned further is taken up, requirements are written anew.
   *
   * @param now asked only if something was said since the last draft
   */
  static List<Decision> next(RunState state, Supplier<Instant> now) {
    if (state.live().isEmpty()) {
      return List.of();
    }
    var withdrawn = Withdrawing.due(state);
    if (!withdrawn.isEmpty()) {
      return withdrawn;
    }
    if (state.halt().isPresent()) {
      return List.of();
    }
    var live = state.live().get();
    return failed(state)
        .or(() -> extended(state, live))
        .or(() -> drafted(state, live, now))
        .map(List::of)
        .orElse(List.of());
  }

  /** Whether nothing more can come of the meeting. */
  static boolean over(RunState state) {
    return state
        .live()
        .filter(live -> !live.closed() || live.planned().pending().isPresent())
        .isEmpty();
  }

  /** Before there is a plan in force, that is for whoever takes it up to say. */
  private static Optional<Decision> failed(RunState state) {
    return state.adopted() ? state.draft().failure().map(Halting::of) : Optional.empty();
  }

  private static Optional<Decision> extended(RunState state, LiveView live) {
    return live.planned()
        .pending()
        .filter(_ -> state.adopted())
        .map(extension -> tooLarge(state).orElseGet(() -> adopted(state, extension)));
  }

  private static Optional<Decision> tooLarge(RunState state) {
    Optional<Forecast> forecast = state.draft().forecast();
    return forecast.flatMap(made -> Halting.doesNotFit(state, made));
  }

  /**
   * A task that never came to be, such as one that would have undone a change, is not waited for.
   */
  private static Decision adopted(RunState state, Extension extension) {
    var known = new java.util.HashSet<>(state.tasks().keySet());
    extension.tasks().forEach(task -> known.add(task.id()));
    var tasks =
        extension.tasks().stream()
            .map(task -> task.after(task.dependencies().stream().filter(known::contains).toList()))
            .toList();
    return Decision.of(
        new ExtensionAdopted(new Extension(tasks, extension.notCovered(), extension.notes())));
  }

  /** One at a time, and not before the codebase is known. */
  private static Optional<Decision> drafted(RunState state, LiveView live, Supplier<Instant> now) {
    boolean may =
        !live.closed()
            && !live.drafting()
            && state.draft().failure().isEmpty()
            && state.draft().profile().isPresent();
    return may && (live.heard().ended() || unforecast(state) || due(live, now))
        ? Optional.of(call(state, live))
        : Optional.empty();
  }

  /** After a resume a plan that was not taken up is held against the limits once more. */
  private static boolean unforecast(RunState state) {
    var draft = state.draft();
    return !state.adopted() && draft.plan().isPresent() && draft.forecast().isEmpty();
  }

  private static boolean due(LiveView live, Supplier<Instant> now) {
    var read = live.history().heard();
    return live.heard().words() > read.words()
        && ListeningPolicy.due(live.heard(), read, live.asked(), now.get());
  }

  private static Decision call(RunState state, LiveView live) {
    int number = live.asked().size() + 1;
    return Decision.of(new ListeningDue(number), new Job.Listen(state.run(), number));
  }
}
