package dev.parley.adapters.osprocess;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The value by which a child's descendants are known. It names the process that started the child,
 * so that a later one can tell what a killed one left behind; below a child of another Parley it
 * goes on from that one's, so that the outer finds what the inner starts.
 */
final class Marker {

  static final String VARIABLE = "PARLEY_PROCESS";

  private static final Pattern OWNER = Pattern.compile("(\\d+)\\.(\\d+)\\.[0-9a-f-]{36}");

  private Marker() {}

  static String fresh() {
    var self = ProcessHandle.current();
    var own = self.pid() + "." + startMillis(self).orElse(0L) + "." + UUID.randomUUID();
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
    return OWNER.matcher(value).results().anyMatch(owner -> !lives(owner.group(1), owner.group(2)));
  }

  /** A process id may have been given to another since: it started at another time. */
  private static boolean lives(String pid, String startMillis) {
    return ProcessHandle.of(Long.parseLong(pid))
        .flatMap(Marker::startMillis)
        .filter(start -> start == Long.parseLong(startMillis))
        .isPresent();
  }

  private static Optional<Long> startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }
}
