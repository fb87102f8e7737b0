package dev.parley.adapters.analysers;

import dev.parley.review.tools.Paths;
import java.util.regex.Pattern;

/** Where Java's compiler looks for a source. */
final class JavaSources {

  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^\\s{0,20}package\\s{1,9}([\\w.]{1,300})\\s{0,9};");

  private JavaSources() {}

  /** Its package as folders, and its name. */
  static String place(String path, String text) {
    var matcher = PACKAGE.matcher(text);
    String name = Paths.name(path);
    return matcher.find() ? matcher.group(1).replace('.', '/') + "/" + name : name;
  }

  /** Whether a class file comes of it. */
  static boolean hasClasses(String path) {
    String name = Paths.name(path);
    return !name.equals("package-info.java") && !name.equals("module-info.java");
  }
}
