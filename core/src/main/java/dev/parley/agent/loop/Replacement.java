package dev.parley.agent.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * Text to be replaced in a file. Pure. The texts may end lines either way: they are taken as the
 * file has them.
 */
public final class Replacement {

  private static final int LISTED_LINES = 12;

  private final String oldText;
  private final String newText;
  private final boolean everywhere;

  /**
   * @throws FileRefusedException if there is nothing to find or nothing would change
   */
  public Replacement(String oldText, String newText, boolean everywhere) {
    this.oldText = TextFile.toLf(oldText);
    this.newText = TextFile.toLf(newText);
    this.everywhere = everywhere;
    if (oldText.isEmpty()) {
      throw new FileRefusedException(
          "The old text is empty. Give the text to be replaced, or write the whole file.");
    }
    if (this.oldText.equals(this.newText)) {
      throw new FileRefusedException("Old and new text are the same: nothing would change.");
    }
  }

  /**
   * A file with its text replaced.
   *
   * @param lines where, in the old text, from 1
   */
  public record Replaced(TextFile file, List<Integer> lines) {}

  /**
   * Replaces.
   *
   * @throws FileRefusedException if the old text is not there, or there too often, saying where
   */
  public Replaced in(TextFile file) {
    boolean crLf = file.endsLinesWithCrLf();
    String text = file.text();
    String find = crLf ? TextFile.toCrLf(oldText) : oldText;
    if (!text.contains(find)) {
      crLf = !crLf; // a file of both kinds of line ends
      find = crLf ? TextFile.toCrLf(oldText) : oldText;
    }
    List<Integer> at = occurrences(text, find);
    if (at.isEmpty()) {
      throw new FileRefusedException(new Mismatch(TextFile.linesOf(oldText), file.lines()).hint());
    }
    List<Integer> lines = lineNumbers(text, at);
    if (at.size() > 1 && !everywhere) {
      throw new FileRefusedException(ambiguous(lines));
    }
    String with = crLf ? TextFile.toCrLf(newText) : newText;
    return new Replaced(file.withText(text.replace(find, with)), lines);
  }

  /** Overlapping ones too: for them it is just as unclear which is meant. */
  private List<Integer> occurrences(String text, String find) {
    var at = new ArrayList<Integer>();
    int step = everywhere ? find.length() : 1;
    for (int i = text.indexOf(find); i >= 0; i = text.indexOf(find, i + step)) {
      at.add(i);
    }
    return at;
  }

  private static List<Integer> lineNumbers(String text, List<Integer> offsets) {
    var lines = new ArrayList<Integer>();
    int line = 1;
    int seen = 0;
    for (int offset : offsets) {
      for (; seen < offset; seen++) {
        if (text.charAt(seen) == '\n') {
          line++;
        }
      }
      lines.add(line);
    }
    return lines;
  }

  private static String ambiguous(List<Integer> lines) {
    var shown = lines.stream().limit(LISTED_LINES).map(String::valueOf).toList();
    String more = lines.size() > LISTED_LINES ? ", ..." : "";
    return ("The old text occurs %d times, at lines %s%s. Add lines around it until it occurs once,"
            + " or set replace_all.")
        .formatted(lines.size(), String.join(", ", shown), more);
  }
}
