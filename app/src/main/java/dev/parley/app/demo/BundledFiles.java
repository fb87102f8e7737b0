package dev.parley.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files that come with the program, read from its jar or, in tests, from its class folder. */
final class BundledFiles {

  private BundledFiles() {}

  /**
   * All files below a folder of the class path.
   *
   * @param folder such as {@code examples/teatime}
   * @return bytes by path relative to the folder, with slashes; sorted
   */
  static SortedMap<String, byte[]> below(String folder) {
    var where =
        Objects.requireNonNull(
            BundledFiles.class.getClassLoader().getResource(folder), () -> folder + " is missing");
    try {
      return filesAt(where.toURI());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no proper address: " + where, e);
    }
  }

  private static SortedMap<String, byte[]> filesAt(URI where) throws IOException {
    if (!"jar".equals(where.getScheme())) {
      return filesIn(Path.of(where));
    }
    int end = where.toString().indexOf("!/");
    var jar = URI.create(where.toString().substring(0, end));
    try (var files = FileSystems.newFileSystem(jar, Map.of())) {
      return filesIn(files.getPath(where.toString().substring(end + 1)));
    }
  }

  private static SortedMap<String, byte[]> filesIn(Path folder) throws IOException {
    var found = new TreeMap<String, byte[]>();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        found.put(name, Files.readAllBytes(path));
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }
}
