package dev.parley.review.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Languages that can be read. */
public enum Language {
  JAVA("java"),
  JAVASCRIPT("js"),
  TYPESCRIPT("js"),
  TSX("js"),
  PYTHON("python"),
  GO("go"),
  RUST("rust");

  private static final Map<String, Language> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("java", JAVA),
          Map.entry("js", JAVASCRIPT),
          Map.entry("mjs", JAVASCRIPT),
          Map.entry("cjs", JAVASCRIPT),
          Map.entry("jsx", JAVASCRIPT),
          Map.entry("ts", TYPESCRIPT),
          Map.entry("mts", TYPESCRIPT),
          Map.entry("cts", TYPESCRIPT),
          Map.entry("tsx", TSX),
          Map.entry("py", PYTHON),
          Map.entry("go", GO),
          Map.entry("rs", RUST));

  private final String family;

  Language(String family) {
    this.family = family;
  }

  /** As rules name it; JavaScript and TypeScript are one. */
  public String family() {
    return family;
  }

  /** By the file's last extension; empty if it is none of these. */
  public static Optional<Language> of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.ofNullable(BY_EXTENSION.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }
}
