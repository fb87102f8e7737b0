package dev.parley.scheduling;

/** What one task is expected to take of a machine while it runs. */
public record Demand(double cores, long bytes) {

  /** Before anything was seen: an agent that mostly waits for its model, and sometimes builds. */
  public static final Demand ASSUMED = new Demand(0.5, 512L << 20);

  private static final double CORES_MIN = 0.1;
  private static final long BYTES_MIN = 64L << 20;

  /** No less than a little: what was seen between two builds says nothing of the next. */
  public Demand {
    cores = Math.max(cores, CORES_MIN);
    bytes = Math.max(bytes, BYTES_MIN);
  }
}
