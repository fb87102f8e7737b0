package dev.parley.adapters.dbscheduler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names this process so that others can tell whether it still lives: {@code table:pid:start}. The
 * table stands for one boot of one machine, one process namespace and one user; within it a process
 * that is gone, or another that has its number by now, is certainly dead. Nothing is ever said
 * about a process of another table, nor where there is no {@code /proc}: those are known by their
 * heartbeats alone.
 */
final class ProcessName {

  private static final Path PROC = Path.of("/proc");

  private final String value;
  private final Optional<String> table;

  private ProcessName(String value, Optional<String> table) {
    this.value = value;
    this.table = table;
  }

  /** The name of this process. */
  static ProcessName own() {
    long pid = ProcessHandle.current().pid();
    try {
      // A /proc of another namespace would show other processes under our numbers.
      Optional<String> start = startOf(PROC.resolve("self"), pid);
      if (start.isPresent()) {
        String table = table();
        return new ProcessName(table + ":" + pid + ":" + start.get(), Optional.of(table));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // No such /proc here: heartbeats alone then.
    }
    return new ProcessName("unknown:" + pid + ":" + System.nanoTime(), Optional.empty());
  }

  private static String table() throws IOException {
    String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    Path namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
    Object user = Files.getAttribute(PROC.resolve("self"), "unix:uid");
    return hash(boot + " " + namespace + " " + user);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** At most 50 characters, which is what db-scheduler keeps of it. */
  String value() {
    return value;
  }

  /** Whether the process of this name has certainly ended; false if there is no name. */
  boolean isGone(@Nullable String name) {
    if (name == null) {
      return false;
    }
    String[] parts = name.split(":", -1);
    if (parts.length != 3 || table.isEmpty() || !table.get().equals(parts[0])) {
      return false;
    }
    try {
      long pid = Long.parseLong(parts[1]);
      return !startOf(PROC.resolve(parts[1]), pid).equals(Optional.of(parts[2]));
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /**
   * When a process started, in ticks since boot; empty if it has ended but was not yet reaped, or
   * if the folder shows another process.
   */
  private static Optional<String> startOf(Path folder, long pid) throws IOException {
    String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
    if (!stat.startsWith(pid + " ")) {
      return Optional.empty();
    }
    // The name in brackets may hold spaces and brackets; what follows the last one does not.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    boolean ended = fields[0].equals("Z") || fields[0].equals("X");
    return ended ? Optional.empty() : Optional.of(fields[19]);
  }
}
