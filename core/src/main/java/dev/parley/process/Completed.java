package dev.parley.process;

/**
 * How a child ended.
 *
 * @param exitCode 128 + signal when killed by one; meaningless when {@code timedOut}
 * @param stdout decoded in the command's encoding, bad bytes replaced
 * @param stderr likewise
 * @param truncated whether output was lost to the limit; a line in its place says how much
 */
public record Completed(
    int exitCode,
    String stdout,
    String stderr,
    boolean timedOut,
    boolean truncated,
    long elapsedMillis) {

  public boolean succeeded() {
    return exitCode == 0 && !timedOut;
  }
}
