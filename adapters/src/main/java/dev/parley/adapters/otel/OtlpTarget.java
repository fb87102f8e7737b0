package dev.parley.adapters.otel;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where to send, and how long that may take.
 *
 * @param endpoint without the {@code /v1/traces} at its end
 * @param headers may hold keys: never shown
 * @param version of Parley
 * @param flush how long the end may wait for what has not been sent
 */
public record OtlpTarget(
    URI endpoint, Map<String, String> headers, String version, Duration flush) {

  /** Nobody waits longer than this for a collector at the end of a run. */
  public static final Duration FLUSH = Duration.ofSeconds(3);

  public OtlpTarget {
    headers = Map.copyOf(headers);
  }

  /** The address of one kind of signal. */
  String of(String signal) {
    String base = endpoint.toString();
    return (base.endsWith("/") ? base : base + "/") + "v1/" + signal;
  }

  /** Host and port alone: the rest of an address may hold secrets. */
  String shown() {
    int port = endpoint.getPort();
    return endpoint.getHost() + (port < 0 ? "" : ":" + port);
  }

  @Override
  public String toString() {
    return "OtlpTarget[" + shown() + "]";
  }
}
