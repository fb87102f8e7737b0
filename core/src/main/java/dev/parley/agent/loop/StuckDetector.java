package dev.parley.agent.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Notices that a session goes in circles: the same action with the same result four times, two
 * taking turns for six steps, or errors only. Times in results do not count as a difference, for
 * every test run prints another.
 */
final class StuckDetector {

  static final int SAME = 4;
  static final int ALTERNATING = 6;
  static final int ERRORS = 3;

  private static final Pattern TIMES =
      Pattern.compile(
          "\\d{1,6}(?:[.,]\\d{1,9})? ?(?:ms|milliseconds?|secs?|seconds?|s|mins?)\\b"
              + "|\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?");

  private final Deque<String> steps = new ArrayDeque<>();
  private int errors;

  /** What to do after a step. */
  enum Advice {
    GO_ON,
    /** Tell the model to try something else. */
    NUDGE,
    /** Every one of the last steps was the same. */
    STOP_SAME,
    /** The last steps were two, in turn. */
    STOP_ALTERNATING,
    /** Only errors, a nudge notwithstanding. */
    STOP_ERRORS;

    boolean stops() {
      return switch (this) {
        case GO_ON, NUDGE -> false;
        case STOP_SAME, STOP_ALTERNATING, STOP_ERRORS -> true;
      };
    }
  }

  /**
   * Takes one step into account.
   *
   * @param action the tool and its arguments
   */
  Advice after(String action, String result, boolean error) {
    steps.addLast(action + '\0' + TIMES.matcher(result).replaceAll("<time>"));
    if (steps.size() > ALTERNATING) {
      steps.removeFirst();
    }
    errors = error ? errors + 1 : 0;
    var last = new ArrayList<>(steps);
    if (repeats(last, SAME, 1)) {
      return Advice.STOP_SAME;
    }
    if (repeats(last, ALTERNATING, 2)) {
      return Advice.STOP_ALTERNATING;
    }
    if (errors >= 2 * ERRORS) {
      return Advice.STOP_ERRORS;
    }
    return errors == ERRORS ? Advice.NUDGE : Advice.GO_ON;
  }

  /** Whether the last steps repeat with a period. */
  private static boolean repeats(List<String> steps, int count, int period) {
    if (steps.size() < count) {
      return false;
    }
    var last = steps.subList(steps.size() - count, steps.size());
    for (int i = period; i < count; i++) {
      if (!last.get(i).equals(last.get(i - period))) {
        return false;
      }
    }
    return true;
  }
}
