package dev.parley.estimation;

import java.util.List;

/** What groups of tasks say, each drawn to what is known without it. */
final class GroupStatistics {

  static final double LOW = 0.1;
  static final double HIGH = 0.9;

  /** As many tasks' worth of evidence as the wider group has against a narrower one. */
  private static final double SHRINKAGE = 5;

  private final double base;
  private final double[] trust;
  private final long number;

  /**
   * Statistics as of one moment.
   *
   * @param base the middle of all tasks
   * @param trust in each level of groups, from 0 to 1
   * @param number of the next task
   */
  GroupStatistics(double base, double[] trust, long number) {
    this.base = base;
    this.trust = trust;
    this.number = number;
  }

  /** How far outcomes lie below and above, both above zero, in log units. */
  record Spread(double low, double high) {}

  /** What all tasks of the group have beyond their wider groups. */
  double effect(Group group, int level) {
    var values = new WeightedValues();
    for (var member : group.members()) {
      values.add(
          member.value() - base - explained(member.groups(), level),
          Recency.weight(number - member.number()));
    }
    double weight = values.totalWeight();
    return weight == 0 ? 0 : values.quantile(0.5) * weight / (weight + SHRINKAGE);
  }

  private double explained(List<Group> groups, int levels) {
    double sum = 0;
    for (int level = 0; level < levels; level++) {
      sum += trust[level] * groups.get(level).effect();
    }
    return sum;
  }

  Spread spread(Group group, Spread wider, double shrinkage) {
    var errors = new WeightedValues();
    for (var member : group.members()) {
      errors.add(member.error(), Recency.weight(number - member.number()));
    }
    double weight = errors.totalWeight();
    if (weight == 0) {
      return wider;
    }
    return new Spread(
        drawn(-errors.quantile(LOW), wider.low(), weight, shrinkage),
        drawn(errors.quantile(HIGH), wider.high(), weight, shrinkage));
  }

  private static double drawn(double found, double wider, double weight, double shrinkage) {
    return Math.max(0, (weight * found + shrinkage * wider) / (weight + shrinkage));
  }

  /** Duan's smearing factor (1983) as a ratio of sums: the mean of its tasks to their middle. */
  double ratio(Group group, double wider) {
    double took = 0;
    double said = 0;
    double weight = 0;
    for (var member : group.members()) {
      double recency = Recency.weight(number - member.number());
      took += recency * member.amount();
      said += recency * Math.exp(base + explained(member.groups(), trust.length));
      weight += recency;
    }
    if (weight == 0) {
      return wider;
    }
    double belief = SHRINKAGE * said / weight;
    return (took + belief * wider) / (said + belief);
  }
}
