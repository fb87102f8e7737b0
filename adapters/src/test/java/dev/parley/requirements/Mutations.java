package dev.parley.requirements;

import java.util.List;
import java.util.Random;

/** Answers with some things wrong. */
public final class Mutations {

  private static final List<String> PIECES =
      List.of(
          "", "null", "3", "[]", "{}", "\"\"", "\"U9\"", ",", "}", "]", "\\u0000", "true", "\n",
          "..", "/", ".git/x", "T1", "R1", "é", " ");

  private Mutations() {}

  /** The text with up to five pieces replaced, cut out or put in; sometimes none. */
  public static String of(String text, Random random) {
    var mutated = new StringBuilder(text);
    for (int i = random.nextInt(6); i > 0; i--) {
      int from = random.nextInt(mutated.length() + 1);
      int to = Math.min(mutated.length(), from + random.nextInt(8));
      mutated.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
    }
    return mutated.toString();
  }
}
