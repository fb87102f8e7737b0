package dev.parley.safety;

import dev.parley.event.Payload;
import java.util.List;

/** What limits put into the log. */
public sealed interface SafetyPayload extends Payload {

  /**
   * Somebody set limits for all runs, those under way included. In the store's own stream for runs
   * to come, and in the commands of every run it reached.
   *
   * @param by who, in the words of the surface it came from
   */
  record LimitsSet(List<LimitChange> changes, String by) implements SafetyPayload {
    public LimitsSet {
      changes = List.copyOf(changes);
    }
  }

  /** What carrying the plan out will take; held against the limits before anything of it starts. */
  record PlanForecast(Forecast forecast) implements SafetyPayload {}
}
