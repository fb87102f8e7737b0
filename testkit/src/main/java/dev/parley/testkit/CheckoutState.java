package dev.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A user's checkout, its {@code .git} included: type, permissions, time and hash of every file.
 * Left out is what Parley may add: objects, {@code parley/} branches with their reflogs, and the
 * exported copies under {@code .parley}.
 *
 * @param files by path from the checkout's root
 */
public record CheckoutState(Map<String, String> files) {

  private static final Pattern MAY_CHANGE =
      Pattern.compile(
          "\\.git/objects(/.*)?|\\.git/(logs/)?refs/heads(/parley(/.*)?)?|\\.git/logs/refs"
              + "|\\.parley(/.*)?");

  /** For folders, whose time tells of files that came and went. */
  private static final String FOLDER = "folder";

  public CheckoutState {
    files = Map.copyOf(files);
  }

  static CheckoutState of(Path root) {
    var files = new TreeMap<String, String>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              add(folder, FOLDER);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              add(file, describe(file));
              return FileVisitResult.CONTINUE;
            }

            private void add(Path path, String description) {
              var name = root.relativize(path).toString();
              if (!MAY_CHANGE.matcher(name).matches()) {
                files.put(name, description);
              }
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CheckoutState(files);
  }

  private static String describe(Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    var content =
        attributes.isSymbolicLink()
            ? "link to " + Files.readSymbolicLink(file)
            : attributes.isRegularFile() ? hash(Files.readAllBytes(file)) : "special";
    return String.join(
        " ",
        PosixFilePermissions.toString(attributes.permissions()),
        attributes.lastModifiedTime().toString(),
        content);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
