package dev.parley.adapters.otel;

/**
 * What became of an export.
 *
 * @param to host and port of the collector
 * @param spans that were handed over
 * @param delivered that the collector took
 * @param metrics whether it took the last of the metrics
 * @param failure what went wrong last, in few words; empty if nothing did
 */
public record Delivery(String to, long spans, long delivered, boolean metrics, String failure) {

  /** Whether the collector has it all. */
  public boolean complete() {
    return spans == delivered && metrics;
  }

  /** One line for people. */
  public String inWords() {
    String why = failure.isEmpty() ? "" : " (" + failure + ")";
    return "telemetry: the collector at %s took %d of %d spans%s%s"
        .formatted(to, delivered, spans, metrics ? "" : " and not all metrics", why);
  }
}
