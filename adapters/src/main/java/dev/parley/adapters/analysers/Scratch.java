package dev.parley.adapters.analysers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A folder for one run of one tool: {@code src} holds the copies, {@code own} Parley's rules,
 * {@code work} is the tool's to write into. Closing it deletes all of it.
 */
final class Scratch implements AutoCloseable {

  /** What a killed process left behind is this old before another deletes it. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path root;

  private Scratch(Path root) {
    this.root = root;
  }

  /**
   * @param folder where scratch folders are made; made if it is missing
   */
  static Scratch in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var scratch = new Scratch(Files.createTempDirectory(folder, "run").toRealPath());
    Files.createDirectory(scratch.source());
    Files.createDirectory(scratch.own());
    Files.createDirectory(scratch.work());
    return scratch;
  }

  /** Deletes what killed processes left behind. */
  static void sweep(Path folder) {
    var oldest = FileTime.from(Instant.now().minus(ABANDONED));
    try (var entries = Files.newDirectoryStream(folder, "run*")) {
      for (var entry : entries) {
        if (Files.getLastModifiedTime(entry).compareTo(oldest) < 0) {
          delete(entry);
        }
      }
    } catch (IOException _) {
      // There is none, or it is somebody else's to clear; the next sweep tries again.
    }
  }

  Path root() {
    return root;
  }

  Path source() {
    return root.resolve("src");
  }

  Path own() {
    return root.resolve("own");
  }

  Path work() {
    return root.resolve("work");
  }

  Path report() {
    return work().resolve("report");
  }

  /**
   * @param path relative, with slashes; never leads out of the copies
   */
  void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] content) throws IOException {
    var file = source().resolve(path).normalize();
    if (!file.startsWith(source())) {
      throw new IOException("a path leads out of its folder");
    }
    var parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, content);
  }

  @Override
  public void close() throws IOException {
    delete(root);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path at, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(at);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
