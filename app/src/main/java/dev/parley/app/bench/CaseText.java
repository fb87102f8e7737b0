package dev.parley.app.bench;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads labelled cases; their format is described in {@code docs/review-quality.md}. Pure. */
final class CaseText {

  private static final String CASE = "=== ";
  private static final String SECTION = "--- ";
  private static final String MARK = "<==";
  private static final List<String> SECTIONS = List.of("before", "bad", "good");

  private final String source;
  private final String group;

  private CaseText(String source, String group) {
    this.source = source;
    this.group = group;
  }

  /**
   * All cases of a file.
   *
   * @param source for messages
   * @param group language and category, such as {@code java/security}
   * @throws dev.parley.model.ProblemException BAD_INPUT naming file and line
   */
  static List<LabelledCase> read(String source, String group, String text) {
    var cases = new ArrayList<LabelledCase>();
    var reader = new CaseText(source, group);
    var lines = List.of(text.split("\n", -1));
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).startsWith(CASE)) {
        if (lines.get(from).startsWith(CASE)) {
          cases.add(reader.one(lines.subList(from, i), from + 1));
        } else {
          reader.requireBlank(lines.subList(from, i), from + 1);
        }
        from = i;
      }
    }
    return cases;
  }

  private void requireBlank(List<String> lines, int first) {
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        throw wrong(first + i, "a case begins with '=== NN-name'");
      }
    }
  }

  private LabelledCase one(List<String> lines, int first) {
    String id = group + "/" + lines.getFirst().substring(CASE.length()).strip();
    if (!id.matches("[a-z]+/[a-z]+/\\d{2,3}-[A-Za-z0-9_.-]+")) {
      throw wrong(first, "not a case's name: " + id);
    }
    Map<String, String> head = new HashMap<>();
    Map<String, List<String>> sections = new HashMap<>();
    List<String> section = null;
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith(SECTION) && SECTIONS.contains(line.substring(SECTION.length()))) {
        section = new ArrayList<>();
        sections.put(line.substring(SECTION.length()), section);
      } else if (section != null) {
        section.add(line);
      } else if (line.startsWith("# ")) {
        head.put("#", line.substring(2).strip());
      } else if (line.contains(": ")) {
        head.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(": ") + 2));
      }
    }
    var bad = sections.getOrDefault("bad", List.of());
    var marked = new TreeSet<Integer>();
    for (int i = 0; i < bad.size(); i++) {
      if (bad.get(i).stripTrailing().endsWith(MARK)) {
        marked.add(i + 1);
      }
    }
    if (marked.isEmpty() || !sections.containsKey("good") || !head.containsKey("path")) {
      throw wrong(first, "a case needs a path, a marked line in 'bad', and 'good'");
    }
    return new LabelledCase(
        id,
        head.getOrDefault("#", ""),
        head.getOrDefault("class", ""),
        head.getOrDefault("path", "").strip(),
        Optional.ofNullable(sections.get("before")).map(CaseText::text),
        text(bad.stream().map(CaseText::withoutMark).toList()),
        marked,
        text(sections.getOrDefault("good", List.of())));
  }

  private static String withoutMark(String line) {
    String bare = line.stripTrailing();
    return bare.endsWith(MARK)
        ? bare.substring(0, bare.length() - MARK.length()).stripTrailing()
        : line;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines).stripTrailing() + "\n";
  }

  private dev.parley.model.ProblemException wrong(int line, String what) {
    return new Problem(Code.BAD_INPUT, source + ":" + line + ": " + what, "Mend the case.").raise();
  }
}
