package dev.parley.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers what a model asks to see beside a change: numbered lines of files as they are after it,
 * without keys and passwords, and bounded. What is not there is said not to be there.
 */
final class MoreContext {

  /** Asked for at a time; the rest is not answered. */
  static final int REQUESTS_MAX = 8;

  /** Of all that is asked for at a time. */
  static final int CHARS_MAX = 24_000;

  /** For one request. */
  static final int LINES_MAX = 200;

  private static final int LINE_CHARS = 400;
  private static final Pattern KEY_BEGINS = Pattern.compile("-----BEGIN [A-Z ]{0,20}PRIVATE KEY");
  private static final Pattern KEY_ENDS = Pattern.compile("-----END [A-Z ]{0,20}PRIVATE KEY");

  private final HeadText head;
  private final Declarations declarations;

  /**
   * @param like paths whose kind of files is searched for symbols
   */
  MoreContext(HeadText head, List<String> like) {
    this.head = head;
    this.declarations = new Declarations(head, like);
  }

  /** In the order in which it was asked for. */
  String of(List<Wanted> wanted) {
    var text = new StringBuilder();
    for (Wanted one : wanted.subList(0, Math.min(wanted.size(), REQUESTS_MAX))) {
      for (String excerpt : excerpts(one)) {
        int room = CHARS_MAX - text.length();
        text.append(excerpt, 0, Math.min(excerpt.length(), Math.max(0, room)));
        if (excerpt.length() > room) {
          return text.append("\n[no more fits]\n").toString();
        }
      }
    }
    if (wanted.size() > REQUESTS_MAX) {
      text.append("[only the first %d requests are answered]\n".formatted(REQUESTS_MAX));
    }
    return text.toString();
  }

  private List<String> excerpts(Wanted wanted) {
    if (wanted.symbol().isEmpty()) {
      return List.of(lines(wanted));
    }
    var places = declarations.of(wanted.symbol(), wanted.file());
    return places.isEmpty()
        ? List.of(missing("no declaration of " + word(wanted.symbol()) + " is found"))
        : places.stream().map(place -> excerpt(place.file(), place.lines(), place.span())).toList();
  }

  private String lines(Wanted wanted) {
    var text = head.text(wanted.file());
    if (text.isEmpty()) {
      return missing(word(wanted.file()) + " is no text file of the repository");
    }
    var lines = ChangedFiles.lines(text.get());
    int from = Math.max(1, wanted.from());
    int to = wanted.to() < from ? from + LINES_MAX - 1 : wanted.to();
    return from > lines.size()
        ? missing("%s has only %d lines".formatted(word(wanted.file()), lines.size()))
        : excerpt(wanted.file(), lines, new Declarations.Span(from, to));
  }

  private static String missing(String why) {
    return "=== not there: " + why + " ===\n";
  }

  /** A name of the model's, in one line. */
  private static String word(String said) {
    return ReviewParts.shown(said.length() <= 200 ? said : said.substring(0, 200) + "...");
  }

  private static String excerpt(String file, List<String> lines, Declarations.Span span) {
    int from = span.from();
    int to = (int) Math.min(lines.size(), Math.min(span.to(), from + (long) LINES_MAX - 1));
    var text = new StringBuilder();
    text.append(
        "=== %s, lines %d to %d of %d ===\n"
            .formatted(ReviewParts.shown(file), from, to, lines.size()));
    var masked = masked(lines.subList(0, to));
    for (int number = from; number <= to; number++) {
      text.append("%6d   %s\n".formatted(number, masked.get(number - 1)));
    }
    return text.toString();
  }

  /** Each line without secrets; of a private key, which takes many, only the first says so. */
  private static List<String> masked(List<String> lines) {
    var masked = new ArrayList<String>(lines.size());
    boolean inKey = false;
    for (String line : lines) {
      String cut = line.length() <= LINE_CHARS ? line : line.substring(0, LINE_CHARS) + " [cut]";
      inKey |= KEY_BEGINS.matcher(line).find();
      masked.add(inKey ? "[masked private key]" : ConfiguredSecrets.masked(cut));
      inKey &= !KEY_ENDS.matcher(line).find();
    }
    return masked;
  }
}
