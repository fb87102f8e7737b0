package dev.parley.agent.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths: {@code *} and {@code ?} within a name, {@code **} for any folders, {@code
 * {a,b}} for alternatives. Without a slash it is held against the last name alone. Matching never
 * backtracks far, so it takes at most pattern times path.
 */
public final class Glob {

  private static final int MAX_CHARS = 500;
  private static final int MAX_ALTERNATIVES = 64;

  private final List<List<String>> alternatives;

  private Glob(List<List<String>> alternatives) {
    this.alternatives = alternatives;
  }

  /**
   * Reads a pattern; empty matches everything.
   *
   * @throws FileRefusedException if it is too long or has too many alternatives
   */
  public static Glob of(String pattern) {
    String text = pattern.strip();
    if (text.length() > MAX_CHARS) {
      throw new FileRefusedException("The pattern is longer than " + MAX_CHARS + " characters.");
    }
    if (text.isEmpty()) {
      text = "**";
    }
    var expanded = new ArrayList<String>();
    expand("", text, expanded);
    return new Glob(expanded.stream().map(Glob::segments).toList());
  }

  private static List<String> segments(String pattern) {
    String relative = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    if (relative.startsWith("/")) {
      relative = relative.substring(1);
    } else if (relative.indexOf('/') < 0) {
      return List.of("**", relative);
    }
    if (relative.endsWith("/")) {
      relative = relative + "**";
    }
    return List.of(relative.split("/"));
  }

  /** Replaces the first {@code {a,b}} by each of its alternatives, and so on. */
  private static void expand(String before, String text, List<String> into) {
    int open = text.indexOf('{');
    int close = open < 0 ? -1 : closing(text, open);
    if (close < 0) {
      into.add(before + text);
      if (into.size() > MAX_ALTERNATIVES) {
        throw new FileRefusedException(
            "The pattern stands for more than " + MAX_ALTERNATIVES + " alternatives.");
      }
      return;
    }
    for (String part : parts(text.substring(open + 1, close))) {
      expand(before + text.substring(0, open), part + text.substring(close + 1), into);
    }
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> parts(String inside) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(inside.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(inside.substring(start));
    return parts;
  }

  /** Whether the pattern matches a path given as its names. */
  public boolean matches(List<String> names) {
    return alternatives.stream().anyMatch(pattern -> matches(pattern, names));
  }

  /** Row by row: after each segment, which numbers of names it may have eaten. */
  private static boolean matches(List<String> pattern, List<String> names) {
    boolean[] eaten = new boolean[names.size() + 1];
    eaten[0] = true;
    for (String segment : pattern) {
      boolean[] next = new boolean[names.size() + 1];
      boolean any = false;
      for (int i = 0; i <= names.size(); i++) {
        if (segment.equals("**")) {
          any |= eaten[i];
          next[i] = any;
        } else if (i > 0 && eaten[i - 1]) {
          next[i] = nameMatches(segment, names.get(i - 1));
        }
      }
      eaten = next;
    }
    return eaten[names.size()];
  }

  /** Greedy with one point to return to: the last star. */
  private static boolean nameMatches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int starName = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starName = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
