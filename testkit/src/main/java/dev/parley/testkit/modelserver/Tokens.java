package dev.parley.testkit.modelserver;

import java.util.ArrayList;
import java.util.List;

/** Counts tokens by length: four characters are about one, which is what providers advise. */
final class Tokens {

  /** Characters to a token. */
  static final int CHARS = 4;

  /** Characters in one streamed event: large enough to be quick, small enough to be many. */
  private static final int EVENT_CHARS = 24;

  private Tokens() {}

  static long of(long chars) {
    return Math.ceilDiv(chars, CHARS);
  }

  /** The text in the pieces it is streamed in; never between the halves of a surrogate pair. */
  static List<String> stream(String text) {
    var pieces = new ArrayList<String>();
    for (var from = 0; from < text.length(); ) {
      var to = boundary(text, Math.min(from + EVENT_CHARS, text.length()));
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  /** The first so many characters; one fewer rather than half a surrogate pair. */
  static String cut(String text, int chars) {
    if (chars >= text.length()) {
      return text;
    }
    var splits = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1));
    return text.substring(0, splits ? chars - 1 : chars);
  }

  private static int boundary(String text, int at) {
    var splits =
        at < text.length()
            && Character.isHighSurrogate(text.charAt(at - 1))
            && Character.isLowSurrogate(text.charAt(at));
    return splits ? at + 1 : at;
  }
}
