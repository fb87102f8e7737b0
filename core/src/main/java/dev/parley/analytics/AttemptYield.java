package dev.parley.analytics;

import dev.parley.model.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * What the nth attempts at tasks brought and took.
 *
 * @param number from 1
 * @param made that many began and ended
 * @param merged that many of them
 */
public record AttemptYield(int number, int made, int merged, Money cost, Duration worked) {

  /** Of tasks whose attempts are known one by one; by number. */
  public static List<AttemptYield> of(Collection<TaskRecord> tasks) {
    var byNumber = new TreeMap<Integer, AttemptYield>();
    for (var task : tasks) {
      for (var attempt : task.attempts()) {
        if (attempt.outcome().isPresent()) {
          var one =
              new AttemptYield(
                  attempt.number(),
                  1,
                  attempt.merged() ? 1 : 0,
                  attempt.spending().cost(),
                  attempt.worked());
          byNumber.merge(attempt.number(), one, AttemptYield::plus);
        }
      }
    }
    return new ArrayList<>(byNumber.values());
  }

  private AttemptYield plus(AttemptYield other) {
    return new AttemptYield(
        number,
        made + other.made,
        merged + other.merged,
        cost.plus(other.cost),
        worked.plus(other.worked));
  }
}
