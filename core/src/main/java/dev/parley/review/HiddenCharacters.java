package dev.parley.review;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Characters that make code read otherwise than it runs, or hide text from people: marks that turn
 * the direction of text, characters without width, tags. Joiners are fine where scripts and emoji
 * need them.
 */
final class HiddenCharacters {

  private HiddenCharacters() {}

  static Stream<Rule.Hit> hits(Analyser.Subject subject) {
    Stream<Rule.Hit> inLines =
        AddedLine.of(subject.diff())
            .flatMap(line ->
                hidden(line.text()).stream()
                    .filter(c -> !isByteOrderMark(line, c))
                    .mapToObj(c -> Rule.Hit.at(line, inWords(c))));
    Stream<Rule.Hit> inPaths =
        subject.diff().files().stream()
            .flatMap(file ->
                hidden(file.path()).stream()
                    .mapToObj(c -> new Rule.Hit(file.path(), 0, "", inWords(c))));
    return Stream.concat(inPaths, inLines);
  }

  private static String inWords(int c) {
    return String.format(
        Locale.ROOT,
        "An invisible or text-turning character (U+%04X, %s) hides what is really there.",
        c,
        Character.getName(c));
  }

  private static boolean isByteOrderMark(AddedLine line, int c) {
    return c == 0xFEFF && line.number() == 1 && line.text().lastIndexOf(0xFEFF) == 0;
  }

  /** The first such character. */
  private static OptionalInt hidden(String text) {
    int before = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (turnsText(c) || (isWidthless(c) && !joins(before, c))) {
        return OptionalInt.of(c);
      }
      before = c;
    }
    return OptionalInt.empty();
  }

  private static boolean turnsText(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
  }

  private static boolean isWidthless(int c) {
    return (c >= 0x200B && c <= 0x200D)
        || (c >= 0x2060 && c <= 0x2064)
        || c == 0xFEFF
        || c == 0x115F
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0
        || (c >= 0xE0000 && c <= 0xE007F);
  }

  /** Arabic, Indic and later scripts, and emoji, put joiners between their letters. */
  private static boolean joins(int before, int c) {
    return (c == 0x200C || c == 0x200D) && before >= 0x0600 && !isWidthless(before);
  }
}
