package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.SyntaxReader;
import dev.parley.review.syntax.UnreadableSourceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * Parses with tree-sitter. Natives are loaded when a language is first read, and native memory is
 * freed before {@link #read} returns. Thread-safe: each reading has a parser of its own.
 */
public final class TreeSitterReader implements SyntaxReader {

  /** Larger files are generated or data. */
  public static final int BYTES_MAX = 2 << 20;

  /** Deeper trees would overflow the stack of those who walk them. */
  public static final int DEPTH_MAX = 700;

  /** More than any file that a person wrote; each takes microseconds to be copied. */
  static final int NODES_MAX = 250_000;

  private static final long PARSE_NANOS_MAX = Duration.ofSeconds(5).toNanos();

  private final Map<Language, TSLanguage> languages = new ConcurrentHashMap<>();

  @Override
  public SourceUnit read(Language language, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > BYTES_MAX) {
      throw new UnreadableSourceException("it has more than " + BYTES_MAX + " bytes");
    }
    Node root = parse(language, bytes, 1);
    if (root.isBroken()) {
      String readable = NewerSyntax.readable(language, text);
      if (!readable.equals(text)) {
        root = parse(language, readable.getBytes(StandardCharsets.UTF_8), 1);
      }
    }
    return program(language, root).with(SurfaceReader.read(language, root));
  }

  private SourceUnit program(Language language, Node root) {
    return switch (language) {
      case JAVA -> new JavaLowering().lower(root);
      case JAVASCRIPT, TYPESCRIPT, TSX -> new ScriptLowering(language).lower(root);
      case PYTHON -> new PythonLowering().lower(root);
      case GO -> new GoLowering().lower(root);
      case RUST -> new RustLowering((part, line) -> parse(Language.RUST, part, line)).lower(root);
    };
  }

  private Node parse(Language language, byte[] bytes, int firstLine) {
    try (var parser = new TSParser()) {
      parser.setLanguage(languages.computeIfAbsent(language, TreeSitterReader::load));
      long deadline = System.nanoTime() + PARSE_NANOS_MAX;
      TSTree tree =
          parser.parseWithOptions(
              new byte[64 * 1024],
              null,
              (buffer, offset, _) -> chunk(bytes, buffer, offset),
              TSInputEncoding.TSInputEncodingUTF8,
              _ -> System.nanoTime() > deadline);
      if (tree == null) {
        throw new UnreadableSourceException("parsing took too long");
      }
      try (tree;
          var cursor = new TSTreeCursor(tree.getRootNode())) {
        return new Copy(bytes, parser.getLanguage(), firstLine).of(cursor, 0);
      }
    }
  }

  private static int chunk(byte[] bytes, byte[] buffer, int offset) {
    int length = Math.min(buffer.length, bytes.length - offset);
    if (length <= 0) {
      return 0;
    }
    System.arraycopy(bytes, offset, buffer, 0, length);
    return length;
  }

  private static TSLanguage load(Language language) {
    return switch (language) {
      case JAVA -> new TreeSitterJava();
      case JAVASCRIPT -> new TreeSitterJavascript();
      case TYPESCRIPT -> new TreeSitterTypescript();
      case TSX -> new TreeSitterTsx();
      case PYTHON -> new TreeSitterPython();
      case GO -> new TreeSitterGo();
      case RUST -> new TreeSitterRust();
    };
  }

  /** Copies a tree out of native memory. */
  private static final class Copy {

    private final byte[] bytes;
    private final int[] lineStarts;
    private final TSLanguage language;
    private final int firstLine;
    private int nodes;
    private final Map<Integer, Kind> kinds = new HashMap<>();
    private final Map<Integer, String> fields = new HashMap<>();

    /** What nodes of one symbol have in common. Calls into native code are what takes the time. */
    private record Kind(String type, boolean named) {}

    Copy(byte[] bytes, TSLanguage language, int firstLine) {
      this.language = language;
      this.firstLine = firstLine;
      this.bytes = bytes;
      var starts = new ArrayList<Integer>();
      starts.add(0);
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          starts.add(i + 1);
        }
      }
      this.lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    }

    Node of(TSTreeCursor cursor, int depth) {
      if (depth > DEPTH_MAX) {
        throw new UnreadableSourceException("it is nested more than " + DEPTH_MAX + " deep");
      }
      if (++nodes > NODES_MAX) {
        throw new UnreadableSourceException("it has more than " + NODES_MAX + " parts");
      }
      TSNode node = cursor.currentNode();
      String field = fields.computeIfAbsent(cursor.currentFieldId(), this::field);
      Kind kind =
          kinds.computeIfAbsent(node.getSymbol(), _ -> new Kind(node.getType(), node.isNamed()));
      int start = node.getStartByte();
      int end = node.getEndByte();
      var children = new ArrayList<Node>();
      if (cursor.gotoFirstChild()) {
        do {
          children.add(of(cursor, depth + 1));
        } while (cursor.gotoNextSibling());
        cursor.gotoParent();
      }
      return new Node(
          kind.type(),
          field,
          kind.named(),
          line(start),
          line(Math.max(start, end - 1)),
          new Node.Source(bytes, start, Math.min(end, bytes.length)),
          children);
    }

    private String field(int id) {
      return id == 0 ? "" : language.fieldNameForId(id);
    }

    private int line(int offset) {
      int at = java.util.Arrays.binarySearch(lineStarts, offset);
      return firstLine - 1 + (at >= 0 ? at + 1 : -at - 1);
    }
  }
}
