package dev.parley.testkit.modelserver;

import static dev.parley.model.Require.require;

import java.time.InstantSource;
import java.util.Optional;

/**
 * How a {@link ScriptedModelServer} runs.
 *
 * @param port on loopback; 0 for any that is free
 * @param apiKey the one key that is accepted; empty to accept any, but never none
 * @param rateLimits what the account may use
 * @param maxRecorded requests kept for {@link ScriptedModelServer#requests}, the latest; at least 1
 * @param clock the provider's clock, by which limits refill and caches age
 */
public record ServerOptions(
    int port,
    Optional<String> apiKey,
    RateLimits rateLimits,
    int maxRecorded,
    InstantSource clock) {

  public ServerOptions {
    require(port >= 0 && port <= 65_535, "not a port: %d", port);
    require(maxRecorded >= 1, "maxRecorded must be at least 1: %d", maxRecorded);
  }

  /** Any port, any key, limits that never bind, 10,000 requests kept, the system's clock. */
  public static ServerOptions defaults() {
    return new ServerOptions(
        0, Optional.empty(), RateLimits.generous(), 10_000, InstantSource.system());
  }

  public ServerOptions withPort(int chosen) {
    return new ServerOptions(chosen, apiKey, rateLimits, maxRecorded, clock);
  }

  public ServerOptions withApiKey(String only) {
    return new ServerOptions(port, Optional.of(only), rateLimits, maxRecorded, clock);
  }

  public ServerOptions withRateLimits(RateLimits limits) {
    return new ServerOptions(port, apiKey, limits, maxRecorded, clock);
  }

  public ServerOptions withMaxRecorded(int max) {
    return new ServerOptions(port, apiKey, rateLimits, max, clock);
  }

  public ServerOptions withClock(InstantSource source) {
    return new ServerOptions(port, apiKey, rateLimits, maxRecorded, source);
  }
}
