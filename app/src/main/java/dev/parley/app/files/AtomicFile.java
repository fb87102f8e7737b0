package dev.parley.app.files;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes whole files so that a reader sees the old one or the new one, never a part. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Replaces the file, making its folder if there is none.
   *
   * @throws ProblemException DISK_FULL, naming the file, if it cannot be written
   */
  public static void write(Path file, String text) {
    try {
      var folder = Files.createDirectories(file.toAbsolutePath().getParent());
      var draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
      try {
        Files.writeString(draft, text);
        move(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new ProblemException(
          new Problem(
              Code.DISK_FULL,
              "cannot write " + file + ": " + e.getMessage(),
              "Make room there and let your user write to the folder."),
          e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
