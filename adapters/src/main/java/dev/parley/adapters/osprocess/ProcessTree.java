package dev.parley.adapters.osprocess;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything a child started, however it tried to get away.
 *
 * <p>Descendants are found by their parents; one that was left by its parent, or made its own
 * session, is still found by a variable in its environment, which every process inherits. A process
 * that wiped its environment <em>and</em> lost its parent escapes; in a sandbox it does not, since
 * there it dies with its process namespace.
 */
final class ProcessTree {

  /** The variable; its value names all enclosing runners' children, outermost first. */
  static final String VARIABLE = "PARLEY_PROCESS";

  private static final Path PROC = Path.of("/proc");

  /** A process may fork while we look, so we look until nothing is left; not for ever, though. */
  private static final int MAX_ROUNDS = 200;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private ProcessTree() {}

  /** Kills the child and everything it started. */
  static void kill(ProcessHandle child, String marker) {
    if (child.isAlive()) {
      var descendants = child.descendants().toList();
      child.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    killMarked(marker);
  }

  /** Kills every process whose environment carries the marker; does nothing without /proc. */
  static void killMarked(String marker) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      var found = marked(marker);
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

  /** Living processes with the marker, this one never among them. */
  static List<ProcessHandle> marked(String marker) {
    var found = new ArrayList<ProcessHandle>();
    long self = ProcessHandle.current().pid();
    try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (pid != self && carries(entry, marker)) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      return found;
    }
    return found;
  }

  /** A zombie has an empty environment, and another user's process does not show its own. */
  private static boolean carries(Path process, String marker) {
    try {
      var environment = Files.readAllBytes(process.resolve("environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(marker);
    } catch (IOException _) {
      return false;
    }
  }
}
