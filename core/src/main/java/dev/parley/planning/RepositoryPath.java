package dev.parley.planning;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges paths that a model or a user wrote: they must name a file inside the repository on every
 * platform, and never git's own folder under any of its names.
 */
final class RepositoryPath {

  private static final int MAX_BYTES = 1_024;
  private static final int MAX_NAME_BYTES = 255;

  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);

  /** The short name Windows gives {@code .git}. */
  private static final Pattern SHORT_GIT = Pattern.compile("git~\\d+");

  private RepositoryPath() {}

  /** The path without white space around it and without {@code ./} before it. */
  static String tidied(String path) {
    var tidy = path.strip();
    while (tidy.startsWith("./")) {
      tidy = tidy.substring(2);
    }
    return tidy;
  }

  /** What is wrong with a tidied path, as the end of a sentence; empty if nothing. */
  static Optional<String> defect(String path) {
    if (path.isEmpty()) {
      return Optional.of("is empty");
    }
    if (path.codePoints().anyMatch(c -> Character.isISOControl(c) || isSurrogate(c))) {
      return Optional.of("contains a control character");
    }
    if (path.indexOf('\\') >= 0) {
      return Optional.of("contains a backslash; write / between folders");
    }
    if (path.startsWith("/") || path.startsWith("~") || DRIVE.matcher(path).matches()) {
      return Optional.of("is not relative to the repository's root");
    }
    if (bytes(path) > MAX_BYTES) {
      return Optional.of("is longer than %d bytes".formatted(MAX_BYTES));
    }
    if (path.endsWith("/")) {
      return Optional.of("names a folder, not a file");
    }
    for (var name : path.split("/", -1)) {
      var defect = defectOfName(name);
      if (defect.isPresent()) {
        return defect;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> defectOfName(String name) {
    if (name.isEmpty() || name.equals(".")) {
      return Optional.of("is not normalised: it has an empty part or a dot");
    }
    if (name.equals("..")) {
      return Optional.of("leads out of the repository by ..");
    }
    if (isGit(name)) {
      return Optional.of("leads into git's own folder");
    }
    if (name.endsWith(".") || name.endsWith(" ") || name.startsWith(" ")) {
      return Optional.of("has a part that begins with a space, or ends with one or with a dot");
    }
    if (bytes(name) > MAX_NAME_BYTES) {
      return Optional.of("has a part longer than %d bytes".formatted(MAX_NAME_BYTES));
    }
    return Optional.empty();
  }

  /**
   * Whether some file system takes the name for {@code .git}: in any case, with characters it
   * ignores, in another normalisation form, with a stream or trailing dots and spaces.
   */
  private static boolean isGit(String name) {
    var folded =
        Normalizer.normalize(name, Normalizer.Form.NFKC)
            .codePoints()
            .filter(c -> !isIgnorable(c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .toLowerCase(Locale.ROOT);
    int stream = folded.indexOf(':');
    var plain = (stream < 0 ? folded : folded.substring(0, stream)).replaceAll("[. ]+$", "");
    return plain.equals(".git") || SHORT_GIT.matcher(plain).matches();
  }

  private static boolean isIgnorable(int c) {
    return Character.isIdentifierIgnorable(c) || Character.getType(c) == Character.FORMAT;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
