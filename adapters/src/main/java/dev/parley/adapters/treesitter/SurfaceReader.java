package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.Surface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where words, imports and comments stand. */
final class SurfaceReader {

  private static final Pattern LINK =
      Pattern.compile("@(?:link|linkplain|see|throws|exception|value)\\s+([^}\\n]+)");
  private static final Pattern NAMES = Pattern.compile("[\\w.\\[\\], |]{1,80}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  private final Imports imported;
  private final Map<String, List<Integer>> words = new HashMap<>();
  private final List<Surface.Import> imports = new ArrayList<>();
  private final TreeMap<Integer, Node> comments = new TreeMap<>();
  private final TreeSet<Integer> commentLines = new TreeSet<>();
  private final Set<Integer> codeLines = new HashSet<>();
  private final Language language;

  private SurfaceReader(Language language) {
    this.language = language;
    this.imported = new Imports(language);
  }

  static Surface read(Language language, Node root) {
    var reader = new SurfaceReader(language);
    reader.visit(root);
    reader.words.values().forEach(lines -> lines.sort(null));
    reader.comments.keySet().removeAll(reader.codeLines);
    return new Surface(
        reader.imports,
        reader.words,
        reader.commentLines,
        CommentedCode.lines(language, reader.comments));
  }

  private void visit(Node node) {
    if (node.isComment()) {
      comment(node);
    } else if (imported.isImport(node)) {
      imports.addAll(imported.of(node));
      codeLines.add(node.line());
    } else if (node.children().isEmpty()) {
      leaf(node);
    } else {
      node.children().forEach(this::visit);
    }
  }

  private void comment(Node node) {
    comments.put(node.line(), node);
    for (int line = node.line(); line <= node.endLine(); line++) {
      commentLines.add(line);
    }
    if (language == Language.JAVA && node.is("block_comment")) {
      var links = LINK.matcher(node.string());
      while (links.find()) {
        WORD.matcher(links.group(1)).results().forEach(each -> word(each.group(), node.line()));
      }
    }
  }

  private void leaf(Node node) {
    codeLines.add(node.line());
    if (node.named() && node.type().endsWith("identifier")) {
      word(node.string(), node.line());
    } else if (node.is("string_content")) {
      // A type, or a name that is exported, may stand in quotes.
      String text = node.string();
      if (NAMES.matcher(text).matches()) {
        WORD.matcher(text).results().forEach(each -> word(each.group(), node.line()));
      }
    }
  }

  private void word(String word, int line) {
    words.computeIfAbsent(word, _ -> new ArrayList<>(2)).add(line);
  }
}
