package dev.parley.app.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.estimation.Backtest;
import dev.parley.estimation.Complexity;
import dev.parley.estimation.Estimate;
import dev.parley.estimation.Estimate.Range;
import dev.parley.estimation.PlanEstimate;
import dev.parley.estimation.TaskTraits;
import dev.parley.planning.CodingTask;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Estimates for programs. */
public final class EstimateJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int DECIMALS = 6;

  private EstimateJson() {}

  /** All tasks of a plan, and what they come to. */
  public static ObjectNode of(PlanEstimate plan, List<CodingTask> tasks) {
    var json = JSON.createObjectNode();
    var estimates = json.putArray("estimates");
    for (int i = 0; i < tasks.size(); i++) {
      estimates.add(of(plan.tasks().get(i), tasks.get(i)));
    }
    var total = json.putObject("total");
    total.set("estimated_time", time(plan.seconds()));
    total.put("expected_attempts", rounded(plan.attempts()));
    total.set("estimated_cost", cost(plan.costMicros()));
    total.put("confidence", rounded(plan.confidence()));
    return json;
  }

  /** One task, with what kind of task it is. */
  public static ObjectNode of(Estimate estimate, CodingTask task) {
    var traits = TaskTraits.of(task);
    return of(estimate)
        .put("type", traits.type().wireName())
        .put("complexity", Complexity.of(traits).points());
  }

  /** One task. */
  public static ObjectNode of(Estimate estimate) {
    var json = JSON.createObjectNode();
    json.put("task", estimate.task());
    json.set("estimated_time", time(estimate.seconds()));
    json.put("expected_attempts", rounded(estimate.attempts()));
    json.set("estimated_cost", cost(estimate.costMicros()));
    json.put("confidence", rounded(estimate.confidence()));
    json.put("basis", estimate.basis());
    return json;
  }

  /** A row of a backtest. */
  public static ObjectNode of(Backtest.Row row) {
    var seconds = row.predicted().seconds();
    var micros = row.predicted().costMicros();
    return JSON.createObjectNode()
        .put("index", row.index())
        .put("p50_s", rounded(seconds.p50()))
        .put("mean_s", rounded(seconds.mean()))
        .put("p10_s", rounded(seconds.p10()))
        .put("p90_s", rounded(seconds.p90()))
        .put("cost_p50", usd(micros.p50()))
        .put("cost_p10", usd(micros.p10()))
        .put("cost_p90", usd(micros.p90()));
  }

  private static ObjectNode time(Range seconds) {
    return JSON.createObjectNode()
        .put("p50_s", rounded(seconds.p50()))
        .put("mean_s", rounded(seconds.mean()))
        .put("p10_s", rounded(seconds.p10()))
        .put("p90_s", rounded(seconds.p90()));
  }

  private static ObjectNode cost(Range micros) {
    return JSON.createObjectNode()
        .put("p50_usd", usd(micros.p50()))
        .put("mean_usd", usd(micros.mean()))
        .put("p10_usd", usd(micros.p10()))
        .put("p90_usd", usd(micros.p90()));
  }

  private static BigDecimal usd(double micros) {
    return rounded(micros / 1e6);
  }

  /** Without an exponent, which not every reader knows. */
  private static BigDecimal rounded(double value) {
    var decimal = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    var plain = decimal.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
