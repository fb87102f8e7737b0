package dev.parley.app.bench;

import java.util.List;

/**
 * How the gate did on some cases. Shares are from 0 to 1.
 *
 * @param cases pairs
 * @param recall share of defects that were caught, see {@link Outcome#caught}
 * @param named share of defects that were named where they are, at any severity
 * @param falseBlocks share of clean twins that were not approved
 * @param alarms findings for each clean twin, at any severity
 * @param anchors share of findings whose place exists and says what they quote; 1 if there is none
 * @param without reviews that ended without a verdict
 * @param medianMillis of one review
 * @param slowMillis of the slowest review but one in twenty
 */
record Score(
    int cases,
    double recall,
    double named,
    double falseBlocks,
    double alarms,
    double anchors,
    int without,
    long medianMillis,
    long slowMillis) {

  /** The sum of what it gets right in defects and in clean twins, less one: 0 is chance. */
  double youden() {
    return recall - falseBlocks;
  }

  static Score of(List<Outcome> outcomes) {
    int count = outcomes.size();
    var millis = outcomes.stream().flatMap(each -> each.millis().stream()).sorted().toList();
    int valid = outcomes.stream().mapToInt(each -> each.anchors()[0]).sum();
    int all = outcomes.stream().mapToInt(each -> each.anchors()[1]).sum();
    return new Score(
        count,
        share(outcomes.stream().filter(Outcome::caught).count(), count),
        share(outcomes.stream().filter(Outcome::named).count(), count),
        share(outcomes.stream().filter(Outcome::falselyBlocked).count(), count),
        share(outcomes.stream().mapToInt(Outcome::falseAlarms).sum(), count),
        all == 0 ? 1 : share(valid, all),
        outcomes.stream().mapToInt(Outcome::without).sum(),
        quantile(millis, 0.5),
        quantile(millis, 0.95));
  }

  private static double share(long part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static long quantile(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
  }
}
