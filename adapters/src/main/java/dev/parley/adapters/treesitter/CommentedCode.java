package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.regex.Pattern;

/** Tells code that was put out of action by making it a comment from prose. */
final class CommentedCode {

  private static final int LINES_MIN = 2;
  private static final String CALL = "[\\w.]+(?:\\[[^\\]]*\\])?\\([^)]*\\)?.*";

  private static final Pattern BRACES =
      Pattern.compile(
          "(?:(?:public|private|protected|static|final|const|let|var|async|export|func|fn|pub)\\s.*"
              + "[;{(,)]"
              + "|(?:if|for|while|switch|match|catch)\\s*\\(?.*[{;]"
              + "|(?:return|throw|await|yield|break|continue|defer|go)\\b.*;"
              + "|[\\w<>\\[\\], .]+\\s[\\w]+\\s*=\\s*[^=].*;"
              + "|[\\w.\\[\\]]+\\s*[-+*/|&]?=\\s*[^=].*;"
              + "|[\\w, ]+:=\\s.*"
              + "|\\}?\\s*else\\b.*\\{?"
              + "|"
              + CALL
              + "[;{]"
              + "|[\\])}]+[;,)]*)");
  private static final Pattern GO =
      Pattern.compile(
          "(?:if|for|switch|func|else|\\}).*\\{?|return\\b[^.]*|[\\w.]+\\(.*\\)"
              + "|[\\w, .\\[\\]]+\\s[-+*/:]?=\\s\\S.*");
  private static final Pattern PYTHON =
      Pattern.compile(
          "(?:(?:if|elif|for|while|with|def|class|except|async)\\b.*:|(?:else|try|finally):"
              + "|return\\s+[\\w.\\[\\]()'\"]+(?:\\(.*\\)|\\s[-+*/]\\s.*)?|raise\\s\\w+\\(.*"
              + "|(?:import|from)\\s[\\w.]+(?:\\simport\\s.*|\\sas\\s\\w+)?"
              + "|[\\w.\\[\\]'\", ]+\\s*[-+*/]?=\\s*[^=\\s].*"
              + "|[\\w.]+\\(.*\\)|[\\])}]+)");
  private static final Pattern PROSE =
      Pattern.compile("(?i).*(?:\\be\\.g\\.|\\bfor example|\\busage\\b|>>>|->\\s|\\bsee\\b).*");

  private CommentedCode() {}

  /** First lines of runs of comment lines that are code. */
  static List<Integer> lines(Language language, NavigableMap<Integer, Node> comments) {
    var found = new ArrayList<Integer>();
    var run = new ArrayList<String>();
    int first = 0;
    int next = 0;
    for (Map.Entry<Integer, Node> entry : comments.entrySet()) {
      var lines = text(entry.getValue());
      if (entry.getKey() != next) {
        decide(language, run, first, found);
        run.clear();
        first = entry.getKey();
      }
      run.addAll(lines);
      next = entry.getKey() + lines.size();
    }
    decide(language, run, first, found);
    return found;
  }

  private static void decide(Language language, List<String> run, int first, List<Integer> found) {
    var lines = run.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    long code = lines.stream().filter(line -> isCode(language, line)).count();
    boolean example = lines.stream().anyMatch(line -> PROSE.matcher(line).matches());
    if (code >= LINES_MIN && code * 4 >= lines.size() * 3L && !example) {
      found.add(first);
    }
  }

  private static boolean isCode(Language language, String line) {
    return switch (language) {
      case JAVA, JAVASCRIPT, TYPESCRIPT, TSX, RUST -> BRACES.matcher(line).matches();
      case GO -> GO.matcher(line).matches();
      case PYTHON -> PYTHON.matcher(line).matches();
    };
  }

  /** Documentation has no lines. */
  private static List<String> text(Node comment) {
    String text = comment.string();
    if (text.startsWith("/**") || text.startsWith("///") || text.startsWith("//!")) {
      return List.of("");
    }
    return text.replaceAll("^/\\*|\\*/$", "").lines().map(CommentedCode::bare).toList();
  }

  private static String bare(String line) {
    return line.strip().replaceFirst("^(?://|#|\\*)\\s?", "");
  }
}
