package dev.parley.review;

import java.util.Optional;

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
 * @param mark fingerprint and nearness; empty before a verdict was computed, and in old ones
 * @param settled why it does not count any more; empty while it does
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
    boolean anchored,
    Optional<Mark> mark,
    Optional<Settlement> settled) {

  /** The rule of everything a model finds. */
  public static final String MODEL_RULE = "model";

  /** The rule of files that no analyser could read wholly. */
  public static final String NOT_ANALYSED = "not-analysed";

  private static final String ANALYSER = "analyser";

  /**
   * What tells a finding from others over time.
   *
   * @param fingerprint 16 hexadecimal digits; the same while rule, file, line text and the line
   *     around it stay the same, wherever they move in the file
   */
  public record Mark(String fingerprint, Nearness nearness) {}

  /**
   * Where something is.
   *
   * @param line in the new file, from 1; 0 if the file as a whole is meant
   * @param quote what stands there; empty if it is not to be shown
   */
  public record Place(String file, int line, String quote) {}

  /** What an analyser found, at a place that is surely in the change. */
  public static Finding byAnalyser(
      String rule, Severity severity, String category, String description, Place place) {
    return of(severity, category, description, place, rule, ANALYSER, true);
  }

  /**
   * What a model found.
   *
   * @param anchored whether the place was found in the change
   */
  public static Finding byModel(
      Severity severity, String category, String description, Place place, boolean anchored) {
    return of(severity, category, description, place, MODEL_RULE, "llm", anchored);
  }

  private static Finding of(
      Severity severity,
      String category,
      String description,
      Place place,
      String rule,
      String source,
      boolean anchored) {
    return new Finding(
        severity,
        category,
        description,
        place.file(),
        place.line(),
        place.quote(),
        rule,
        source,
        anchored,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether a model found it. */
  public boolean byModel() {
    return !source.equals(ANALYSER);
  }

  Finding with(Mark known) {
    return with(line, Optional.of(known), settled);
  }

  Finding with(Settlement settlement) {
    return with(line, mark, Optional.of(settlement));
  }

  /** The same, found at another line. */
  Finding at(int otherLine) {
    return with(otherLine, mark, settled);
  }

  private Finding with(
      int otherLine, Optional<Mark> otherMark, Optional<Settlement> otherSettlement) {
    return new Finding(
        severity,
        category,
        description,
        file,
        otherLine,
        quote,
        rule,
        source,
        anchored,
        otherMark,
        otherSettlement);
  }

  /** Empty before a verdict was computed. */
  public Optional<String> fingerprint() {
    return mark.map(Mark::fingerprint);
  }

  /** Whether this alone keeps a change from being approved. */
  public boolean blocks() {
    return settled.isEmpty() && objects();
  }

  /**
   * Whether a model may be asked to refute it. What an analyser is sure of, and what is forbidden
   * whatever the code around it says, is not up to any model.
   */
  boolean refutable() {
    return byModel()
        ? anchored && line > 0
        : severity == Severity.MEDIUM && line > 0 && !RuleAnalyser.forbids(rule);
  }

  private boolean objects() {
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
