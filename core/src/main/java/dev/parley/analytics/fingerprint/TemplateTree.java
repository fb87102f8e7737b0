package dev.parley.analytics.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups lines that differ in few words, after Drain (He et al., ICWS 2017): lines of one length
 * and beginning share a leaf, and in it each line joins the first template it resembles. Bounded:
 * at most {@value #MAX_TEMPLATES} templates of at most {@value #MAX_WORDS} words. Not thread-safe.
 */
final class TemplateTree {

  private static final int MAX_TEMPLATES = 2_000;
  private static final int MAX_WORDS = 60;
  private static final int MAX_IN_LEAF = 50;
  private static final double SIMILAR = 0.6;
  private static final String ANY = "<*>";

  private final Map<String, List<Template>> leaves = new HashMap<>();
  private int templates;

  /** A line with holes, which grow as lines join. */
  private static final class Template {
    private final String first;
    private final String[] words;

    Template(String line, String[] words) {
      this.first = line;
      this.words = words.clone();
    }

    double similarity(String[] other) {
      int same = 0;
      for (int i = 0; i < words.length; i++) {
        same += words[i].equals(other[i]) ? 1 : 0;
      }
      return words.length == 0 ? 1 : (double) same / words.length;
    }

    void join(String[] other) {
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i].equals(other[i]) ? words[i] : ANY;
      }
    }
  }

  /**
   * The template a line belongs to, named by the line that began it. A full tree begins none: then
   * it is the line itself.
   */
  String add(String line) {
    String[] all = line.split(" ", MAX_WORDS + 1);
    String[] words = all.length > MAX_WORDS ? Arrays.copyOf(all, MAX_WORDS) : all;
    String beginning = words.length + " " + words[0];
    var leaf = leaves.getOrDefault(beginning, List.of());
    for (Template template : leaf) {
      if (template.similarity(words) >= SIMILAR) {
        template.join(words);
        return template.first;
      }
    }
    if (templates < MAX_TEMPLATES && leaf.size() < MAX_IN_LEAF) {
      leaves.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(new Template(line, words));
      templates++;
    }
    return line;
  }
}
