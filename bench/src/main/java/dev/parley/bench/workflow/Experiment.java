package dev.parley.bench.workflow;

import dev.parley.model.Money;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Many seeds of the same distributions.
 *
 * @param seeds how many, from 0
 */
public record Experiment(Distributions distributions, int seeds) {

  /** How one way did. */
  public record Outcomes(Way way, List<Result> results) {
    public Outcomes {
      results = List.copyOf(results);
    }
  }

  /** Spend over limit. */
  public record Overspend(double mean, double max) {}

  /** With more money than any way needs. */
  public Outcomes run(Way way) {
    return new Outcomes(way, results(way, distributions.bounds().budget()));
  }

  /** With too little money for any way: how much is spent all the same. */
  public Overspend overspend(Way way) {
    var limit = distributions.bounds().tight();
    var spends =
        results(way, limit).stream()
            .mapToDouble(result -> (double) result.spentMicros() / limit.micros())
            .summaryStatistics();
    return new Overspend(spends.getAverage(), spends.getMax());
  }

  private List<Result> results(Way way, Money budget) {
    return LongStream.range(0, seeds)
        .parallel()
        .mapToObj(seed -> WorkflowRun.of(new World(distributions, seed), way, budget))
        .toList();
  }
}
