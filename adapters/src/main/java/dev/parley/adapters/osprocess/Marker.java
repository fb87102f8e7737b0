package dev.parley.adapters.osprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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
    var self = ProcessHandle.current();
    var start = startMillis(self).orElse(0L);
    var own = namespace() + "." + self.pid() + "." + start + "." + UUID.randomUUID();
    var outer = System.getenv(VARIABLE);
    return outer == null ? own : outer + "/" + own;
  }

  /**
   * Whether any of those who started a process is gone.
   *
   * @param environment of the process, its variables ended by NUL
   */
  static boolean isOrphaned(String environment) {
    int start = environment.indexOf(VARIABLE + "=");
    if (start < 0) {
      return false;
    }
    int end = environment.indexOf('\0', start);
    var value = environment.substring(start, end < 0 ? environment.length() : end);
    var here = namespace();
    return OWNER
        .matcher(value)
        .results()
        .filter(owner -> owner.group(1).equals(here))
        .anyMatch(owner -> !lives(owner.group(2), owner.group(3)));
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
