package dev.parley.agent.loop;

/** Shortens text with a mark where something was left out. */
final class Cut {

  private Cut() {}

  /** The first characters. */
  static String tail(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, whole(text, chars)) + "...";
  }

  /** The beginning and the end: commands say what matters there. */
  static String middle(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int head = whole(text, chars / 2);
    int rest = whole(text, text.length() - chars / 2);
    return text.substring(0, head)
        + "\n[... %d characters left out ...]\n".formatted(rest - head)
        + text.substring(rest);
  }

  /** Never between the halves of a surrogate pair: what follows would be no valid text. */
  private static int whole(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
