package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the lowerings share. */
abstract class Lowering {

  abstract Expr expr(Node node);

  /** Adds what the statement is; a declaration of two variables is two. */
  abstract void stmt(Node node, List<Stmt> into);

  final List<Stmt> stmts(List<Node> nodes) {
    var stmts = new ArrayList<Stmt>(nodes.size());
    nodes.forEach(node -> stmt(node, stmts));
    return stmts;
  }

  /** The statements of a block, or the one statement in its place. */
  final List<Stmt> block(Node node, String... blocks) {
    if (node.isNone()) {
      return List.of();
    }
    return node.is(blocks) ? stmts(node.parts()) : stmts(List.of(node));
  }

  final Optional<Expr> optional(Node node) {
    return node.isNone() ? Optional.empty() : Optional.of(expr(node));
  }

  final List<Expr> exprs(List<Node> nodes) {
    return nodes.stream().map(this::expr).toList();
  }

  /** What was not understood may happen or not. */
  final Stmt unclear(Node node) {
    var unknown = new Expr.Other(node.line(), List.of());
    return new Stmt.If(node.line(), unknown, stmts(node.parts()), List.of());
  }

  final Expr other(Node node) {
    return new Expr.Other(node.line(), exprs(node.parts()));
  }

  final List<Expr.Arg> args(Node list) {
    return list.parts().stream().map(part -> Expr.Arg.of(expr(part))).toList();
  }

  /** Type arguments, array marks and packages taken off. */
  static String simpleType(String written) {
    String plain = written;
    int generic = plain.indexOf('<');
    if (generic >= 0) {
      int close = plain.lastIndexOf('>');
      plain = plain.substring(0, generic) + (close > generic ? plain.substring(close + 1) : "");
    }
    plain = plain.replaceAll("@\\w+\\s+|\\s", "");
    int dot = plain.lastIndexOf('.');
    return dot >= 0 ? plain.substring(dot + 1) : plain;
  }

  static Expr number(int line, String text) {
    String plain = text.replace("_", "").replaceAll("(?<![xX][0-9a-fA-F]{0,16})[lLnfFdD]$", "");
    try {
      if (plain.startsWith("0x") || plain.startsWith("0X")) {
        return new Expr.Literal(
            line, Long.parseUnsignedLong(plain.substring(2).replaceAll("[lLn]$", ""), 16));
      }
      if (plain.startsWith("0o") || plain.startsWith("0O")) {
        return new Expr.Literal(line, Long.parseLong(plain.substring(2), 8));
      }
      if (plain.matches("[0-9]+")) {
        return new Expr.Literal(line, Long.parseLong(plain));
      }
      return new Expr.Literal(line, Double.parseDouble(plain));
    } catch (NumberFormatException e) {
      return new Expr.Other(line, List.of());
    }
  }

  /** A string's escapes resolved, as far as they are the common ones. */
  static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char next = text.charAt(++i);
      plain.append(
          switch (next) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> next;
          });
    }
    return plain.toString();
  }
}
