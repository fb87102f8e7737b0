package dev.parley.adapters.osprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The value by which a child's descendants are known. It names the process that started the child,
 * so that a later one can tell what a killed one left behind; below a child of another Parley it
 * goes on from that one's, so that the outer finds what the inner starts.
 *
 * <p>Process ids mean something only within one namespace: who started a process of a container
 * cannot be told from outside, so of that nobody is judged.
 */
final class Marker {

  static final String VARIABLE = "PARLEY_PROCESS";

  private static final Pattern OWNER = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\.[0-9a-f-]{36}");

  private Marker() {}

  static String fresh() {
    var own = owner() + "." + UUID.randomUUID();
    var outer = System.getenv(VARIABLE);
    return outer == null ? own : outer + "/" + own;
  }

  /** This process: its namespace, its id and when it started. */
  static String owner() {
    var self = ProcessHandle.current();
    return namespace() + "." + self.pid() + "." + startMillis(self).orElse(0L);
  }

  /** Whether a process was started by one of these. */
  static boolean isOwnedBy(String environment, Set<String> owners) {
    return value(environment)
        .filter(value ->
            OWNER
                .matcher(value)
                .results()
                .map(owner -> owner.group(1) + "." + owner.group(2) + "." + owner.group(3))
                .anyMatch(owners::contains))
        .isPresent();
  }

  /** The living process an owner names. */
  static Optional<ProcessHandle> process(String owner) {
    var parts = owner.split("\\.", -1);
    boolean here =
        parts.length == 3
            && parts[0].equals(namespace())
            && parts[1].matches("\\d{1,18}")
            && parts[2].matches("\\d{1,18}");
    return here && lives(parts[1], parts[2])
        ? ProcessHandle.of(Long.parseLong(parts[1]))
        : Optional.empty();
  }

  /**
   * Whether any of those who started a process is gone.
   *
   * @param environment of the process, its variables ended by NUL
   */
  static boolean isOrphaned(String environment) {
    var here = namespace();
    return value(environment)
        .filter(value ->
            OWNER
                .matcher(value)
                .results()
                .filter(owner -> owner.group(1).equals(here))
                .anyMatch(owner -> !lives(owner.group(2), owner.group(3))))
        .isPresent();
  }

  /** The variable in an environment whose variables are ended by NUL. */
  private static Optional<String> value(String environment) {
    int start = environment.indexOf(VARIABLE + "=");
    if (start < 0) {
      return Optional.empty();
    }
    int end = environment.indexOf('\0', start);
    return Optional.of(environment.substring(start, end < 0 ? environment.length() : end));
  }

  /** A process id may have been given to another since: it started at another time. */
  private static boolean lives(String pid, String startMillis) {
    return ProcessHandle.of(Long.parseLong(pid))
        .flatMap(Marker::startMillis)
        .filter(start -> start == Long.parseLong(startMillis))
        .isPresent();
  }

  /** The number of this process's own process namespace; {@code 0} where there are none. */
  static String namespace() {
    try {
      var link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return link.replaceAll("\\D", "");
    } catch (IOException | UnsupportedOperationException _) {
      return "0";
    }
  }

  private static Optional<Long> startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }
}
