package dev.parley.orchestrator;

import dev.parley.meeting.ListeningPolicy;
import dev.parley.orchestrator.RunPayload.ListeningDue;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** When a run that listens to a meeting writes its requirements anew. Pure. */
final class Listening {

  private Listening() {}

  /**
   * The next draft, if it is due: one at a time, and not before the codebase is known.
   *
   * @param now asked only if something was said since the last draft
   */
  static Optional<Decision> next(RunState state, Supplier<Instant> now) {
    return state
        .live()
        .filter(live -> !live.closed() && !live.drafting())
        .filter(_ -> state.halt().isEmpty() && state.draft().failure().isEmpty())
        .filter(_ -> state.draft().profile().isPresent())
        .filter(live -> live.heard().ended() || due(live, now))
        .map(live -> call(state, live));
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
