package dev.parley.scheduling;

import dev.parley.event.Payload;
import java.util.Map;
import java.util.Set;

/** What dispatching says of itself; telemetry, which no decision reads. */
public sealed interface SchedulingPayload extends Payload {

  /** What a run waits for as a matter of course. */
  Set<String> USUAL = Set.of(Hold.Reason.SLOTS.wireName(), Hold.Reason.PREFIX.wireName());

  /**
   * Why ready tasks wait has changed.
   *
   * @param tasks how many wait, by {@link Hold.Reason#wireName}; empty when none does
   * @param words of one hold of each reason
   */
  record Held(Map<String, Integer> tasks, Map<String, String> words) implements SchedulingPayload {
    public Held {
      tasks = Map.copyOf(tasks);
      words = Map.copyOf(words);
    }

    /** Whether anybody waits for more than a slot or a moment. */
    public boolean unusual() {
      return tasks.keySet().stream().anyMatch(reason -> !USUAL.contains(reason));
    }
  }
}
