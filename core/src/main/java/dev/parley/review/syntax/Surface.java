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
    int count = 0;
    for (int line : words.getOrDefault(word, List.of())) {
      count += line >= from && line <= to ? 1 : 0;
    }
    return count;
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
