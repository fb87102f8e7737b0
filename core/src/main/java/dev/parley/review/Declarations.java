package dev.parley.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds where a name is declared, told by how the line looks and how what follows is indented,
 * which serves any language well enough to show it to a reader.
 */
final class Declarations {

  private static final int PLACES_MAX = 3;
  private static final int FILES_MAX = 2_000;
  private static final int LINE_CHARS = 400;
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]{1,80}");

  private static final String KEYWORD =
      "\\b(?:class|interface|enum|record|struct|trait|type|func|fn|def|function|const|let|var|val"
          + "|fun|module|macro|object)\\s+(?:\\([^)]{0,100}\\)\\s*)?";

  /** A name with parameters, that is not called here: no operator or statement is before it. */
  private static final String MEMBER = "^\\s*(?:[\\w<>\\[\\],.?@*&]+\\s+){0,8}";

  private static final Pattern STATEMENT =
      Pattern.compile("^\\s*(?:return|throw|await|yield|else|if|for|while|new|assert|go|defer)\\b");

  private final HeadText head;
  private final List<String> extensions;

  Declarations(HeadText head, List<String> like) {
    this.head = head;
    this.extensions = like.stream().map(Declarations::extension).distinct().toList();
  }

  /**
   * Lines of a file, both included.
   *
   * @param from from 1
   */
  record Span(int from, int to) {}

  /**
   * A declaration.
   *
   * @param lines of the whole file
   */
  record Place(String file, List<String> lines, Span span) {}

  /**
   * The first few, by path.
   *
   * @param file the only one to look in; empty for all of the kinds that the change has
   */
  List<Place> of(String name, String file) {
    if (!NAME.matcher(name).matches()) {
      return List.of();
    }
    String quoted = Pattern.quote(name);
    var declared =
        Pattern.compile(
            KEYWORD + quoted + "(?![\\w$])|" + MEMBER + quoted + "\\s*(?:<[^>]*>)?\\([^;]*$");
    var places = new ArrayList<Place>();
    for (var entry : texts(file).entrySet()) {
      if (!entry.getValue().contains(name)) {
        continue;
      }
      var lines = ChangedFiles.lines(entry.getValue());
      for (int i = 0; i < lines.size() && places.size() < PLACES_MAX; i++) {
        if (declares(lines.get(i), name, declared)) {
          places.add(new Place(entry.getKey(), lines, new Span(i + 1, end(lines, i))));
        }
      }
    }
    return places;
  }

  private static boolean declares(String line, String name, Pattern declared) {
    return line.length() <= LINE_CHARS
        && line.contains(name)
        && !STATEMENT.matcher(line).find()
        && declared.matcher(line).find();
  }

  private Map<String, String> texts(String file) {
    var searched =
        file.isEmpty()
            ? head.paths().stream()
                .filter(path -> extensions.contains(extension(path)))
                .limit(FILES_MAX)
                .collect(Collectors.toList())
            : List.of(file);
    return new TreeMap<>(head.texts(searched));
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The last line that is indented more, and the one that closes it. */
  private static int end(List<String> lines, int start) {
    int depth = Enclosing.indentation(lines.get(start));
    int last = start;
    for (int i = start + 1; i < lines.size() && i - start < MoreContext.LINES_MAX; i++) {
      String line = lines.get(i);
      if (!line.isBlank() && Enclosing.indentation(line) <= depth) {
        return Enclosing.indentation(line) == depth && line.strip().matches("[)}\\]].*|end\\b.*")
            ? i + 1
            : last + 1;
      }
      last = line.isBlank() ? last : i;
    }
    return last + 1;
  }
}
