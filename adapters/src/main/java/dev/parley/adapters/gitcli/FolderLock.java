package dev.parley.adapters.gitcli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One at a time, among all threads and all processes of this machine. The operating system frees it
 * when its holder dies. Not re-entrant.
 */
final class FolderLock {

  /** A file lock belongs to the whole process, so threads are kept apart before it. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final Path file;

  FolderLock(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  /**
   * @throws dev.parley.model.ProblemException INTERRUPTED while waiting, DISK_FULL, GIT_FAILED
   */
  <T> T holding(Supplier<T> work) {
    var lock = THREADS.computeIfAbsent(file, _ -> new ReentrantLock(true));
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException _) {
      throw Disk.interrupted(file).raise();
    }
    try {
      return holdingFile(work);
    } finally {
      lock.unlock();
    }
  }

  private <T> T holdingFile(Supplier<T> work) {
    try {
      Files.createDirectories(file.getParent());
      try (var channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        return work.get();
      }
    } catch (IOException e) {
      throw Disk.failed("lock", file, e);
    }
  }
}
