package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.UnreadableSourceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rust's macros: their tokens are read once more as arguments, and formats are taken apart. */
final class RustMacros {

  /** Reads a stretch of text. */
  @FunctionalInterface
  interface Text {
    /**
     * @param line of the file that the text begins in
     */
    Node read(byte[] text, int line);
  }

  /** Each level is read again, so that deep nests would take long. */
  private static final int DEPTH_MAX = 6;

  private static final Set<String> SAY =
      Set.of(
          "print",
          "println",
          "eprint",
          "eprintln",
          "trace",
          "debug",
          "info",
          "warn",
          "error",
          "log",
          "anyhow",
          "bail",
          "panic",
          "unreachable",
          "todo",
          "unimplemented",
          "format_err");
  private static final Set<String> END =
      Set.of("panic", "unreachable", "todo", "unimplemented", "bail");
  private static final Pattern HOLE =
      Pattern.compile("\\{\\{|\\}\\}|\\{([A-Za-z_]\\w*|\\d*)(?::[^{}]*)?\\}");

  private final RustExpressions expressions;
  private final Text reader;
  private int depth;

  RustMacros(RustExpressions expressions, Text reader) {
    this.expressions = expressions;
    this.reader = reader;
  }

  static String name(Node macro) {
    Node path = macro.get("macro");
    return path.is("scoped_identifier") ? path.get("name").string() : path.string();
  }

  /** Whether nothing comes behind it. */
  static boolean ends(Node node) {
    return node.is("macro_invocation") && END.contains(name(node));
  }

  Expr expr(Node node) {
    int line = node.line();
    String name = name(node);
    Node path = node.get("macro");
    Optional<Expr> receiver =
        path.is("scoped_identifier") ? path.find("path").map(expressions::expr) : Optional.empty();
    Node tokens = node.child("token_tree");
    if (name.equals("vec")) {
      return list(tokens);
    }
    var args = args(tokens);
    if (name.equals("format") || name.equals("format_args") || name.equals("concat")) {
      return text(line, args);
    }
    if ((name.equals("write") || name.equals("writeln")) && !args.isEmpty()) {
      Expr text = text(line, args.subList(1, args.size()));
      var target = Optional.of(args.getFirst().value());
      return new Expr.Call(line, target, "write_fmt", List.of(Expr.Arg.of(text)), false);
    }
    var given = SAY.contains(name) ? List.of(Expr.Arg.of(text(line, args))) : args;
    return new Expr.Call(line, receiver, name + "!", given, false);
  }

  private static String inner(Node tokens) {
    String written = tokens.string();
    return written.length() < 2 ? "" : written.substring(1, written.length() - 1);
  }

  private Expr list(Node tokens) {
    Node read = read("[", tokens, "]");
    return read.is("array_expression") ? expressions.expr(read) : flat(tokens);
  }

  List<Expr.Arg> args(Node tokens) {
    Node read = read("f(", tokens, ")");
    if (!read.is("call_expression")) {
      return List.of(Expr.Arg.of(flat(tokens)));
    }
    depth++;
    var args = read.get("arguments").parts().stream().map(this::arg).toList();
    depth--;
    return args;
  }

  private Expr.Arg arg(Node node) {
    return node.is("assignment_expression") && node.get("left").is("identifier")
        ? new Expr.Arg(node.get("left").string(), expressions.expr(node.get("right")), false)
        : Expr.Arg.of(expressions.expr(node));
  }

  /** The tokens as an expression; {@link Node#NONE} if they are none. */
  private Node read(String before, Node tokens, String behind) {
    if (depth >= DEPTH_MAX || tokens.isNone()) {
      return Node.NONE;
    }
    String text = "fn f(){" + before + inner(tokens) + behind + ";}";
    try {
      Node root = reader.read(text.getBytes(StandardCharsets.UTF_8), tokens.line());
      Node found = root.first().get("body").first().first();
      return root.isBroken() || root.parts().size() != 1 ? Node.NONE : found;
    } catch (UnreadableSourceException e) {
      return Node.NONE;
    }
  }

  /** Whatever is named in it. */
  private Expr flat(Node tokens) {
    var parts = new ArrayList<Expr>();
    for (Node token : tokens.parts()) {
      parts.add(token.is("token_tree") ? flat(token) : expressions.expr(token));
    }
    return new Expr.Other(tokens.line(), parts);
  }

  /** A format with what is put into it. */
  private Expr text(int line, List<Expr.Arg> args) {
    if (args.isEmpty() || !(args.getFirst().value() instanceof Expr.Literal format)) {
      return new Expr.Other(line, args.stream().map(Expr.Arg::value).toList());
    }
    var given = new ArrayList<Expr>();
    var named = new HashMap<String, Expr>();
    for (Expr.Arg arg : args.subList(1, args.size())) {
      given.add(arg.value());
      named.put(arg.name(), arg.value());
    }
    var parts = parts(line, String.valueOf(format.value()), given, named);
    return parts.stream().allMatch(Expr.Literal.class::isInstance)
        ? new Expr.Literal(line, joined(parts))
        : new Expr.Template(line, parts);
  }

  private static String joined(List<Expr> literals) {
    var text = new StringBuilder();
    literals.forEach(each -> text.append(((Expr.Literal) each).value()));
    return text.toString();
  }

  private static List<Expr> parts(
      int line, String format, List<Expr> given, Map<String, Expr> named) {
    var parts = new ArrayList<Expr>();
    var plain = new StringBuilder();
    var holes = HOLE.matcher(format);
    int next = 0;
    while (holes.find()) {
      holes.appendReplacement(plain, "");
      String hole = holes.group(1);
      if (hole == null) {
        plain.append(holes.group().charAt(0));
        continue;
      }
      if (!plain.isEmpty()) {
        parts.add(new Expr.Literal(line, plain.toString()));
        plain.setLength(0);
      }
      boolean counted = hole.isEmpty() || hole.matches("\\d{1,4}");
      int at = hole.isEmpty() ? next++ : counted ? Integer.parseInt(hole) : -1;
      Expr other = named.getOrDefault(hole, new Expr.Name(line, hole));
      parts.add(
          !counted ? other : at < given.size() ? given.get(at) : new Expr.Other(line, List.of()));
    }
    holes.appendTail(plain);
    if (!plain.isEmpty() || parts.isEmpty()) {
      parts.add(new Expr.Literal(line, plain.toString()));
    }
    return parts;
  }
}
