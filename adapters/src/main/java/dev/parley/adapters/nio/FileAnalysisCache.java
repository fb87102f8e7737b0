package dev.parley.adapters.nio;

import dev.parley.review.AnalysisCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One file for each entry, written whole or not at all, with the hash of what is in it: a file that
 * was torn or altered is none. When there are too many, the oldest go.
 */
public final class FileAnalysisCache implements AnalysisCache {

  private static final int HASH_CHARS = 64;

  private final Path folder;
  private final String edition;
  private final int entriesMax;
  private final AtomicBoolean trimmed = new AtomicBoolean();

  /**
   * @param folder made when something is first kept, for its owner only
   * @param edition of the program that analyses: no other's entries are found
   * @param entriesMax how many are left when a process first keeps something
   */
  public FileAnalysisCache(Path folder, String edition, int entriesMax) {
    this.folder = folder;
    this.edition = edition;
    this.entriesMax = entriesMax;
  }

  @Override
  public Optional<String> find(String key) {
    try {
      var file = file(key);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > 4L * TEXT_CHARS_MAX) {
        return Optional.empty();
      }
      String content = Files.readString(file);
      if (content.length() < HASH_CHARS) {
        return Optional.empty();
      }
      String text = content.substring(HASH_CHARS);
      return content.startsWith(hash(key, text)) ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, String text) {
    if (text.length() > TEXT_CHARS_MAX) {
      return;
    }
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!trimmed.getAndSet(true)) {
        trim();
      }
      var draft = Files.createTempFile(folder, ".", ".new");
      try {
        Files.writeString(draft, hash(key, text) + text);
        Files.move(draft, file(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // A full or unwritable disk costs time, not correctness.
    }
  }

  private Path file(String key) {
    return folder.resolve(AnalysisCache.key(edition, key));
  }

  private static String hash(String key, String text) {
    return AnalysisCache.key(key, text);
  }

  private void trim() throws IOException {
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.toList();
    }
    if (files.size() > entriesMax) {
      record Dated(Path file, FileTime time) {}
      var oldest =
          files.stream()
              .map(file -> new Dated(file, time(file)))
              .sorted(Comparator.comparing(Dated::time))
              .limit(files.size() - entriesMax / 2)
              .toList();
      for (var each : oldest) {
        Files.deleteIfExists(each.file());
      }
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
