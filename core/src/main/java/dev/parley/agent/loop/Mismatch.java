package dev.parley.agent.loop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Explains why a text was not found in a file: what comes nearest to it, and where. */
final class Mismatch {

  private static final int SEARCHED_LINES = 20_000;
  private static final int COMPARED_CHARS = 300;
  private static final int SHOWN = 3;
  private static final int SHOWN_LINES = 12;
  private static final double SIMILAR = 0.5;

  private final List<String> wanted;
  private final List<String> lines;

  Mismatch(List<String> wanted, List<String> lines) {
    this.wanted = wanted;
    this.lines = lines.subList(0, Math.min(lines.size(), SEARCHED_LINES));
  }

  /** What to tell the model. */
  String hint() {
    if (lines.isEmpty()) {
      return "The old text does not occur: the file is empty.";
    }
    int loose = whereOnlyWhiteSpaceDiffers();
    if (loose >= 0) {
      return "The old text does not occur exactly: white space differs. These lines are there"
          + " (tabs as →, trailing spaces as ·):\n"
          + shown(loose, Math.min(wanted.size(), SHOWN_LINES), true);
    }
    List<Integer> near = nearest();
    if (near.isEmpty()) {
      return "The old text does not occur, nor anything like it. Read the file again; it may have"
          + " changed, or it is another file.";
    }
    var text = new StringBuilder("The old text does not occur. The nearest lines are:\n");
    near.forEach(line -> text.append(shown(line, 1, false)));
    return text.append("Read that part of the file and copy it exactly.").toString();
  }

  private int whereOnlyWhiteSpaceDiffers() {
    var squeezed = wanted.stream().map(Mismatch::squeezed).toList();
    if (squeezed.stream().allMatch(String::isEmpty)) {
      return -1;
    }
    for (int start = 0; start + squeezed.size() <= lines.size(); start++) {
      int i = 0;
      while (i < squeezed.size() && squeezed.get(i).equals(squeezed(lines.get(start + i)))) {
        i++;
      }
      if (i == squeezed.size()) {
        return start;
      }
    }
    return -1;
  }

  private List<Integer> nearest() {
    String key =
        wanted.stream().max(Comparator.comparingInt(line -> line.strip().length())).orElse("");
    Map<String, Integer> pairs = pairs(key.strip());
    record Near(int line, double similarity) {}
    var near = new ArrayList<Near>();
    for (int i = 0; i < lines.size(); i++) {
      double similarity = similarity(pairs, pairs(lines.get(i).strip()));
      if (similarity >= SIMILAR) {
        near.add(new Near(i, similarity));
      }
    }
    near.sort(Comparator.comparingDouble(Near::similarity).reversed());
    return near.stream().limit(SHOWN).map(Near::line).sorted().toList();
  }

  private String shown(int from, int count, boolean visible) {
    var text = new StringBuilder();
    for (int i = from; i < Math.min(from + count, lines.size()); i++) {
      String line = lines.get(i);
      line = line.length() > COMPARED_CHARS ? line.substring(0, COMPARED_CHARS) + "..." : line;
      text.append("%6d  ".formatted(i + 1)).append(visible ? visible(line) : line).append('\n');
    }
    return text.toString();
  }

  private static String visible(String line) {
    String body = line.stripTrailing();
    String tail = line.substring(body.length()).replace(' ', '·');
    return (body + tail).replace("\t", "→");
  }

  private static String squeezed(String line) {
    var text = new StringBuilder(line.length());
    line.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> text.append((char) c));
    return text.toString();
  }

  /** How often each two neighbouring characters occur. */
  private static Map<String, Integer> pairs(String line) {
    var pairs = new HashMap<String, Integer>();
    for (int i = 0; i + 2 <= Math.min(line.length(), COMPARED_CHARS); i++) {
      pairs.merge(line.substring(i, i + 2), 1, Integer::sum);
    }
    return pairs;
  }

  /** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
  private static double similarity(Map<String, Integer> one, Map<String, Integer> other) {
    int common = 0;
    for (var pair : one.entrySet()) {
      common += Math.min(pair.getValue(), other.getOrDefault(pair.getKey(), 0));
    }
    int all = sum(one) + sum(other);
    return all == 0 ? 0 : 2.0 * common / all;
  }

  private static int sum(Map<String, Integer> pairs) {
    return pairs.values().stream().mapToInt(Integer::intValue).sum();
  }
}
