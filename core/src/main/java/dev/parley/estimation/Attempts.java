package dev.parley.estimation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many attempts tasks take. Whether another attempt follows is a coin of unknown bias, with a
 * beta prior drawn to the wider group (beta-binomial model). Not thread-safe.
 */
final class Attempts {

  private static final int MAX_GROUPS = 4_096;
  private static final double PRIOR_ENDS = 4;
  private static final double PRIOR_RETRIES = 1;
  private static final double SHRINKAGE = 5;

  /** Expected attempts beyond these do not count. */
  private static final int MOST = 20;

  private final Map<String, Counts> groups = new LinkedHashMap<>();
  private final Counts all = new Counts();

  /** Attempts after which another followed, and after which none did; older ones weigh less. */
  private static final class Counts {
    private double retries;
    private double ends;
    private long last;

    void add(int attempts, long number) {
      double fade = Recency.weight(number - last);
      retries = retries * fade + attempts - 1;
      ends = ends * fade + 1;
      last = number;
    }
  }

  void learn(Query query, int attempts) {
    int counted = Math.min(attempts, MOST);
    all.add(counted, query.number());
    for (int level = 0; level < Query.GROUPS_OF_SPREAD; level++) {
      var key = query.keys().get(level);
      var known = groups.remove(key);
      var counts = known == null ? new Counts() : known;
      groups.put(key, counts);
      counts.add(counted, query.number());
    }
    while (groups.size() > MAX_GROUPS) {
      groups.remove(groups.keySet().iterator().next());
    }
  }

  /** At least 1. */
  double expected(Query query) {
    double retries = PRIOR_RETRIES + all.retries;
    double ends = PRIOR_ENDS + all.ends;
    for (int level = 0; level < Query.GROUPS_OF_SPREAD; level++) {
      var counts = groups.get(query.keys().get(level));
      if (counts != null) {
        double wider = SHRINKAGE / (retries + ends);
        retries = retries * wider + counts.retries;
        ends = ends * wider + counts.ends;
      }
    }
    return expected(retries, ends);
  }

  /** Sum of the chances that attempt 1, 2, ... is made, over the beta distribution. */
  private static double expected(double retries, double ends) {
    double sum = 1;
    double made = 1;
    for (int i = 0; i < MOST - 1; i++) {
      made *= (retries + i) / (retries + ends + i);
      sum += made;
    }
    return sum;
  }
}
