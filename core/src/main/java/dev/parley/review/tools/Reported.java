package dev.parley.review.tools;

import java.util.Set;

/**
 * One result as a tool reported it.
 *
 * @param rule in the tool's own words
 * @param file as the tool named it, or, once located, its path in the repository
 * @param line from 1; 0 if the file as a whole is meant
 * @param cwes numbers of the Common Weakness Enumeration it names
 * @param symbol the function or type it is in; empty if the tool does not say
 */
public record Reported(
    String rule, String file, int line, String message, Set<Integer> cwes, String symbol) {

  /** Characters kept of each text a tool gives. */
  static final int TEXT_MAX = 1_000;

  public Reported {
    cwes = Set.copyOf(cwes);
    rule = cut(rule);
    message = cut(message);
    symbol = cut(symbol);
    line = Math.max(0, line);
  }

  static Reported of(String rule, String file, int line, String message) {
    return new Reported(rule, file, line, message, Set.of(), "");
  }

  Reported in(String path) {
    return new Reported(rule, path, line, message, cwes, symbol);
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }
}
