package dev.parley.estimation;

import java.util.ArrayList;
import java.util.List;

/**
 * Tasks that have something in common, such as the agent and model; the newest {@value #MAX} of
 * them.
 */
final class Group {

  static final int MAX = 256;

  private final List<Observation> members = new ArrayList<>();
  private int oldest;

  /** How far its tasks lie from what is expected of them without it, in log units. */
  private double effect;

  double effect() {
    return effect;
  }

  void setEffect(double effect) {
    this.effect = effect;
  }

  void add(Observation member) {
    if (members.size() < MAX) {
      members.add(member);
    } else {
      members.set(oldest, member);
      oldest = (oldest + 1) % MAX;
    }
  }

  /** In no particular order. */
  List<Observation> members() {
    return members;
  }

  /** How many tasks' worth of evidence there is when older ones weigh less. */
  double weight(long number) {
    double sum = 0;
    for (var member : members) {
      sum += Recency.weight(number - member.number());
    }
    return sum;
  }
}
