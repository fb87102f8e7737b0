package dev.parley.analytics.trace;

import java.util.List;
import java.util.Map;

/**
 * One number to be counted.
 *
 * @param labels few values each; never a run, a task or a text
 */
public record Measurement(Instrument instrument, double value, Map<String, String> labels) {

  public Measurement {
    labels = Map.copyOf(labels);
  }

  /** What is measured; the first four as OpenTelemetry's conventions have them. */
  public enum Instrument {
    TOKENS("gen_ai.client.token.usage", "{token}", "Tokens of model calls.", Buckets.TOKENS),
    CALL_TIME("gen_ai.client.operation.duration", "s", "Time of model calls.", Buckets.SECONDS),
    TOOL_TIME("gen_ai.execute_tool.duration", "s", "Time of tools agents used.", Buckets.SECONDS),
    AGENT_TIME("gen_ai.invoke_agent.duration", "s", "Time of attempts.", Buckets.LONG_SECONDS),
    ATTEMPTS("parley.attempts", "{attempt}", "Attempts that ended.", List.of()),
    TASKS("parley.tasks", "{task}", "Tasks that came to an end.", List.of()),
    COST("parley.cost", "{USD}", "Dollars the ledger settled for model calls.", List.of()),
    CACHE_HITS("parley.cache.hits", "{call}", "Calls answered without being made.", List.of());

    private final String wireName;
    private final String unit;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // all of them come from List.of
    private final List<Double> buckets;

    Instrument(String wireName, String unit, String description, List<Double> buckets) {
      this.wireName = wireName;
      this.unit = unit;
      this.description = description;
      this.buckets = buckets;
    }

    public String wireName() {
      return wireName;
    }

    public String unit() {
      return unit;
    }

    public String description() {
      return description;
    }

    /** Bounds of a histogram; none for what is only added up. */
    public List<Double> buckets() {
      return buckets;
    }
  }

  /** The first two from the conventions; attempts take longer than calls. */
  private static final class Buckets {
    static final List<Double> TOKENS =
        List.of(
            1.0,
            4.0,
            16.0,
            64.0,
            256.0,
            1024.0,
            4096.0,
            16384.0,
            65536.0,
            262144.0,
            1048576.0,
            4194304.0,
            16777216.0,
            67108864.0);
    static final List<Double> SECONDS =
        List.of(
            0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    static final List<Double> LONG_SECONDS =
        List.of(1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0, 7200.0);
  }
}
