package dev.parley.adapters.nio;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.parley.agent.loop.FileRefusedException;

/**
 * A regular expression to be found in lines. RE2's, which take linear time whatever the model asks
 * for: with backtracking ones a single search could go on for ever.
 */
final class LineSearch {

  private static final int MAX_PATTERN_CHARS = 1_000;
  private static final int MAX_LINE_CHARS = 4_000;

  /** RE2 writes out every repetition: nested ones would fill the memory. */
  private static final double MAX_WRITTEN_OUT_CHARS = 100_000;

  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private final Pattern pattern;

  /**
   * @throws FileRefusedException if it is not valid, saying why
   */
  LineSearch(String regex) {
    if (regex.isEmpty()) {
      throw new FileRefusedException("The regular expression is empty.");
    }
    if (regex.length() > MAX_PATTERN_CHARS) {
      throw new FileRefusedException(
          "The regular expression is longer than %d characters.".formatted(MAX_PATTERN_CHARS));
    }
    if (writtenOut(regex) > MAX_WRITTEN_OUT_CHARS) {
      throw new FileRefusedException(
          "The regular expression repeats too much; use smaller numbers in {}.");
    }
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new FileRefusedException(
          ("The regular expression cannot be used: %s at \"%s\". Look-around and back references"
                  + " are not supported; escape characters meant literally with \\.")
              .formatted(e.getDescription(), e.getPattern()));
    }
  }

  /** As if all repetitions were within each other. */
  private static double writtenOut(String regex) {
    double chars = regex.length();
    var repetition = REPETITION.matcher(regex);
    while (repetition.find()) {
      String most = repetition.group(2);
      String times = most == null || most.isEmpty() ? repetition.group(1) : most;
      chars *= Math.max(1, Integer.parseInt(times));
    }
    return chars;
  }

  boolean foundIn(String line) {
    String searched = line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) : line;
    Matcher matcher = pattern.matcher(searched);
    return matcher.find();
  }
}
