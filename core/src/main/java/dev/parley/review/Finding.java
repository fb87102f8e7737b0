package dev.parley.review;

/**
 * Something wrong with a change.
 *
 * @param category {@code correctness}, {@code security}, {@code performance}, {@code tests} or
 *     {@code style}
 * @param line in the new file, from 1; 0 if the finding is about the whole file
 * @param quote the code it is about, as it stands in the new file; empty if none
 * @param rule {@code llm} findings have {@code model}
 * @param source {@code llm} or {@code analyser}
 * @param anchored whether quote or line was found in the change; if not, it is only advice
 */
public record Finding(
    Severity severity,
    String category,
    String description,
    String file,
    int line,
    String quote,
    String rule,
    String source,
    boolean anchored) {

  /** What an analyser found, at a place that is surely in the change. */
  public static Finding byAnalyser(
      String rule, Severity severity, String category, String description, Place place) {
    return new Finding(
        severity,
        category,
        description,
        place.file(),
        place.line(),
        place.quote(),
        rule,
        "analyser",
        true);
  }

  /**
   * Where something is.
   *
   * @param line in the new file, from 1; 0 if the file as a whole is meant
   * @param quote what stands there; empty if it is not to be shown
   */
  public record Place(String file, int line, String quote) {}

  /** Whether this alone keeps a change from being approved. */
  public boolean blocks() {
    return switch (severity) {
      case HIGH -> anchored;
      case MEDIUM -> anchored && !category.equals("style") && !category.equals("performance");
      case LOW -> false;
    };
  }

  /** For the agent that has to mend it. */
  public String inWords() {
    return severity.wireName() + " " + file + (line > 0 ? ":" + line : "") + ": " + description;
  }
}
