package dev.parley.adapters.osprocess;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Everything a child started, however it tried to get away.
 *
 * <p>Descendants are found by their parents; one that was left by its parent, or made its own
 * session, is still found by a variable in its environment, which every process inherits. A process
 * that wiped its environment <em>and</em> lost its parent escapes; in a sandbox it does not, since
 * there it dies with its process namespace.
 */
final class ProcessTree {

  private static final Path PROC = Path.of("/proc");

  /** A process may fork while we look, so we look until nothing is left; not for ever, though. */
  private static final int MAX_ROUNDS = 200;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private ProcessTree() {}

  /** Kills the child and everything it started. */
  static void kill(ProcessHandle child, String marker) {
    killDescendants(child);
    killAll(() -> marked(marker, 0));
  }

  /**
   * The same for a child that has just been started. What it started in so short a time has a
   * higher process id, which spares a look at all older processes: with many of them that would
   * take longer than a typical git command.
   */
  static void killYoung(ProcessHandle child, String marker) {
    killDescendants(child);
    killAll(() -> marked(marker, lastPid() >= child.pid() ? child.pid() : 0));
  }

  /** Kills what was started by Parley processes that do not live any more. */
  static void killOrphans() {
    killAll(() -> found(0, Marker::isOrphaned));
  }

  /** Kills what was started by these Parley processes. */
  static void killOwnedBy(Set<String> owners) {
    killAll(() -> found(0, environment -> Marker.isOwnedBy(environment, owners)));
  }

  private static void killDescendants(ProcessHandle child) {
    if (child.isAlive()) {
      var descendants = child.descendants().toList();
      child.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static void killAll(Supplier<List<ProcessHandle>> search) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      var found = search.get();
      if (found.isEmpty()) {
        return;
      }
      for (var process : found) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static List<ProcessHandle> marked(String marker, long afterPid) {
    return found(afterPid, environment -> environment.contains(marker));
  }

  /** Living processes by their environment, this one never among them; none without /proc. */
  private static List<ProcessHandle> found(long afterPid, Predicate<String> wanted) {
    var found = new ArrayList<ProcessHandle>();
    long self = ProcessHandle.current().pid();
    try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (pid > afterPid && pid != self && wanted.test(environment(entry))) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      return found;
    }
    return found;
  }

  /** The id given to the newest process; ids start again from the lowest when they are used up. */
  private static long lastPid() {
    try {
      var fields = Files.readString(PROC.resolve("loadavg")).strip();
      return Long.parseLong(fields.substring(fields.lastIndexOf(' ') + 1));
    } catch (IOException | NumberFormatException _) {
      return 0;
    }
  }

  /** A zombie has an empty environment, and another user's process does not show its own. */
  private static String environment(Path process) {
    try {
      return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
