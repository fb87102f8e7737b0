package dev.parley.meeting;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words that mostly stand where a meeting decides something or takes it back. They only decide when
 * it is worth asking a model again, and what is not yet begun; what was decided the model says.
 */
public final class Cues {

  private static final Pattern REVERSAL =
      Pattern.compile(
          "\\b(?:actually|instead|scratch that|strike that|forget (?:that|it|about)|never ?mind"
              + "|on second thou?ghts?|changed? (?:my|our|your) mind|take (?:that|it) back"
              + "|drop (?:that|it|the)|rather (?:not|than)|no longer|not (?:any ?more|after all)"
              + "|reverse|revert|undo|cancel (?:that|the)|let'?s not|leave (?:that|it) out"
              + "|doch nicht|stattdessen|vergiss)\\b");

  private static final Pattern DECISION =
      Pattern.compile(
          "\\b(?:agreed?|decided?|decision|settled|deal|let'?s (?:do|go|use|make|keep|call|say|build)"
              + "|we(?:'ll| will| should| must| need to)|go(?:ing)? (?:ahead|with)|action item|todo"
              + "|must|shall|sounds good|einverstanden|beschlossen|machen wir)\\b");

  private Cues() {}

  /** Whether the words may take back what was decided before. */
  public static boolean reverses(String text) {
    return REVERSAL.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether the words may decide something, be it by taking something back. */
  public static boolean decides(String text) {
    return DECISION.matcher(text.toLowerCase(Locale.ROOT)).find() || reverses(text);
  }
}
