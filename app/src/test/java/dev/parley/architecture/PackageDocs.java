package dev.parley.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at sources for what class files have lost: the Javadoc of packages. */
final class PackageDocs {

  private static final Pattern DOCUMENTED =
      Pattern.compile("\\A\\s*/\\*\\*.*?\\w.*?\\*/\\s*@NullMarked\\s+package\\s", Pattern.DOTALL);

  private PackageDocs() {}

  /** Folders which hold sources but no documented {@code @NullMarked} package-info, sorted. */
  static List<Path> missing(Path sourceRoot) throws IOException {
    try (var files = Files.walk(sourceRoot)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> sourceRoot.relativize(file.getParent()))
          .distinct()
          .sorted()
          .filter(folder -> !documented(sourceRoot.resolve(folder).resolve("package-info.java")))
          .toList();
    }
  }

  private static boolean documented(Path packageInfo) {
    try {
      return Files.exists(packageInfo) && DOCUMENTED.matcher(Files.readString(packageInfo)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
