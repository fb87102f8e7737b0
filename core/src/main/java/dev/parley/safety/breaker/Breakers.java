package dev.parley.safety.breaker;

import dev.parley.llm.ModelFailure.Kind;
import dev.parley.model.ModelName;
import dev.parley.safety.breaker.Circuit.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The circuit breakers of a process, one for each provider and model. One for all runs, since what
 * fails for one fails for all. Thread-safe.
 */
public final class Breakers {

  /** Models told apart; what comes after them has no breaker. */
  private static final int MAX_MODELS = 256;

  private final InstantSource clock;
  private final Map<ModelName, Circuit> circuits = new HashMap<>();

  /**
   * @param clock should be one that is never set, as {@code System.nanoTime} is
   */
  public Breakers(InstantSource clock) {
    this.clock = clock;
  }

  /** What a call's end has changed. */
  sealed interface Change {
    record Opened(Kind reason, Duration length) implements Change {}

    record Closed() implements Change {}
  }

  synchronized Circuit.Verdict ask(ModelName model) {
    Circuit.Asked asked = circuit(model).ask(clock.instant());
    keep(model, asked.circuit());
    return asked.verdict();
  }

  Optional<Change> answered(ModelName model, long era) {
    return change(model, circuit -> circuit.answered(era));
  }

  Optional<Change> failed(ModelName model, long era, Kind kind, Duration itsWait) {
    Instant now = clock.instant();
    return change(model, circuit -> circuit.failed(era, kind, itsWait, now));
  }

  void abandoned(ModelName model, long era) {
    // Goes back to where it was, which nobody has to be told.
    var _ = change(model, circuit -> circuit.abandoned(era));
  }

  private synchronized Optional<Change> change(ModelName model, UnaryOperator<Circuit> change) {
    Circuit before = circuit(model);
    Circuit after = change.apply(before);
    keep(model, after);
    if (after.era() == before.era()) {
      return Optional.empty();
    }
    return switch (after.state()) {
      case State.Open(var reason, _, var length) -> Optional.of(new Change.Opened(reason, length));
      case State.Closed _ -> Optional.of(new Change.Closed());
      case State.HalfOpen _ -> Optional.empty();
    };
  }

  private Circuit circuit(ModelName model) {
    return circuits.getOrDefault(model, Circuit.closed());
  }

  private void keep(ModelName model, Circuit circuit) {
    if (circuits.size() < MAX_MODELS || circuits.containsKey(model)) {
      circuits.put(model, circuit);
    }
  }
}
