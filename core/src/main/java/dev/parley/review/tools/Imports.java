package dev.parley.review.tools;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files of a tree a file of JavaScript or TypeScript imports by a relative path. What it
 * imports by a package's name is not in the tree. Pure.
 */
public final class Imports {

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:\\bfrom\\s{0,9}|\\bimport\\s{0,9}\\(?\\s{0,9}|\\brequire\\s{0,9}\\(\\s{0,9}|"
              + "<reference\\s{1,9}path\\s{0,3}=\\s{0,3})[\"'](?<path>\\.{1,2}/[^\"'\\n]{0,300}"
              + "|\\.{1,2})[\"']");

  private static final List<String> EXTENSIONS =
      List.of("", ".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json");

  private static final int IMPORTS_MAX = 2_000;

  private Imports() {}

  /**
   * The files it imports that are there.
   *
   * @param there paths of the tree
   */
  public static Set<String> of(String path, String text, Set<String> there) {
    var found = new LinkedHashSet<String>();
    var matcher = IMPORT.matcher(text);
    while (matcher.find() && found.size() < IMPORTS_MAX) {
      Paths.resolve(Paths.folder(path), matcher.group("path")).stream()
          .flatMap(target -> candidates(target).stream())
          .filter(there::contains)
          .findFirst()
          .ifPresent(found::add);
    }
    return found;
  }

  /** In the compiler's order; a module may also be named by the file it will become. */
  private static List<String> candidates(String target) {
    var candidates = new ArrayList<String>();
    String source = target.replaceFirst("\\.([mc]?)js(x?)$", ".$1ts$2");
    if (!source.equals(target)) {
      candidates.add(source);
      candidates.add(target.replaceFirst("\\.js$", ".tsx"));
    }
    EXTENSIONS.forEach(extension -> candidates.add(target + extension));
    EXTENSIONS.stream()
        .filter(extension -> !extension.isEmpty())
        .forEach(extension -> candidates.add(target + "/index" + extension));
    return candidates;
  }
}
