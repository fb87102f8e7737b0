package dev.parley.review.tools;

import java.util.List;
import java.util.OptionalInt;

/** What came of running a tool on one side of a change. */
public sealed interface ToolOutcome {

  /**
   * It ran and its report was read.
   *
   * @param given files it was to look at
   * @param scanned files it says it looked at; empty if it does not say
   */
  record Ran(List<Located> results, int given, OptionalInt scanned) implements ToolOutcome {
    public Ran {
      results = List.copyOf(results);
    }
  }

  /**
   * It is not there, or lacks something on this machine: reduced coverage.
   *
   * @param remedy empty if the user can do nothing
   */
  record NotRun(String reason, String remedy) implements ToolOutcome {}

  /** It crashed, timed out, or wrote what cannot be read. What it would have found is unknown. */
  record Broken(String reason) implements ToolOutcome {}

  /**
   * A result and the line it is on.
   *
   * @param reported with the path in the repository
   * @param text of the line; empty if the result has none
   */
  record Located(Reported reported, String text) {}
}
