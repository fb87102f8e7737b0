package dev.parley.review.syntax;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a text says beside its program. What comments say is not in it, so that none switches a rule
 * off; only where they are, and whether they are code.
 *
 * @param imports in order
 * @param words the lines on which each identifier stands, in order; without those of imports. A
 *     line is there as often as the identifier is on it
 * @param comments lines of comments
 * @param commentedCode first lines of comments that are code
 */
public record Surface(
    List<Import> imports,
    Map<String, List<Integer>> words,
    NavigableSet<Integer> comments,
    List<Integer> commentedCode) {

  public static final Surface NONE = new Surface(List.of(), Map.of(), new TreeSet<>(), List.of());

  /**
   * A name that is brought in.
   *
   * @param name as the file calls it; empty if it brings in everything, or nothing
   * @param wildcard whether it brings in everything there is
   */
  public record Import(int line, String name, String path, boolean wildcard) {}

  /** How often an identifier stands between two lines, both included. */
  public int count(String word, int from, int to) {
    var lines = words.getOrDefault(word, List.of());
    return Math.max(0, before(lines, to + 1) - before(lines, from));
  }

  /** How many lines of some in order come before one. A name may stand on very many. */
  private static int before(List<Integer> lines, int line) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle) < line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How often an identifier stands anywhere. */
  public int count(String word) {
    return words.getOrDefault(word, List.of()).size();
  }

  public boolean isCommented(int from, int to) {
    Integer next = comments.ceiling(from);
    return next != null && next <= to;
  }
}
