package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Statements of Rust. Nearly everything can give a value there; a {@link Sink} says what becomes of
 * it. What a pattern is matched with is given a name first, unless it has one.
 */
final class RustBodies extends Lowering {

  /** What becomes of a value: it is returned or assigned. */
  private interface Sink extends Function<Expr, Stmt> {}

  private final RustLowering declarations;
  private final RustExpressions expressions;
  private boolean nested;
  private int names;
  private int functions;

  RustBodies(RustLowering declarations, RustMacros.Text reader) {
    this.declarations = declarations;
    this.expressions = new RustExpressions(this, reader);
  }

  private static Stmt effect(Expr value) {
    return new Stmt.Eval(value.line(), value);
  }

  private static Stmt result(Expr value) {
    return new Stmt.Return(value.line(), Optional.of(value));
  }

  Set<String> closureModifiers() {
    return declarations.closureModifiers();
  }

  String owner() {
    return declarations.owner();
  }

  @Override
  Expr expr(Node node) {
    return expressions.expr(node);
  }

  /**
   * The statements of a function.
   *
   * @param valued whether its last expression is its result
   */
  List<Stmt> function(Node body, boolean valued) {
    var into = new ArrayList<Stmt>();
    Sink sink = valued ? RustBodies::result : RustBodies::effect;
    if (body.is("block")) {
      block(body, sink, into);
    } else if (!body.isNone()) {
      value(body, sink, into);
    }
    return into;
  }

  /** Lowers an expression that is a function of its own here, but not in the program. */
  List<Stmt> within(Supplier<List<Stmt>> body) {
    boolean before = nested;
    nested = true;
    var made = body.get();
    nested = before;
    return made;
  }

  /** Lowers a function of the program. */
  List<Stmt> afresh(Supplier<List<Stmt>> body) {
    boolean before = nested;
    nested = false;
    functions++;
    var made = body.get();
    functions--;
    nested = before;
    return made;
  }

  boolean isWithinFunction() {
    return functions > 0;
  }

  @Override
  void stmt(Node node, List<Stmt> into) {
    switch (node.type()) {
      case "let_declaration" -> let(node, into);
      case "expression_statement" -> value(node.first(), RustBodies::effect, into);
      case "empty_statement", "inner_attribute_item", "macro_definition" -> {}
      case "ERROR" -> into.add(unclear(node));
      default -> {
        if (!declarations.item(node, into)) {
          value(node, RustBodies::effect, into);
        }
      }
    }
  }

  private void block(Node block, Sink sink, List<Stmt> into) {
    var parts = block.parts();
    for (int i = 0; i < parts.size(); i++) {
      Node part = parts.get(i);
      boolean last = i == parts.size() - 1;
      if (part.is("attribute_item")) {
        declarations.attribute(part);
      } else if (last && part.is("expression_statement") && !part.has(";")) {
        value(part.first(), sink, into);
      } else if (last && !part.is("expression_statement", "let_declaration", "ERROR")) {
        if (!declarations.item(part, into)) {
          value(part, sink, into);
        }
      } else {
        stmt(part, into);
      }
    }
  }

  private List<Stmt> block(Node node, Sink sink) {
    var into = new ArrayList<Stmt>();
    if (node.is("block")) {
      block(node, sink, into);
    } else if (!node.isNone()) {
      value(node, sink, into);
    }
    return into;
  }

  private void value(Node node, Sink sink, List<Stmt> into) {
    int line = node.line();
    switch (node.type()) {
      case "block" -> into.add(new Stmt.Block(line, block(node, sink)));
      case "unsafe_block" -> into.add(new Stmt.Block(line, block(node.child("block"), sink)));
      case "parenthesized_expression" -> value(node.first(), sink, into);
      case "if_expression" -> branch(node, sink, into);
      case "match_expression" -> match(node, sink, into);
      case "loop_expression", "while_expression", "for_expression" -> into.add(loop(node));
      case "return_expression" -> into.add(returned(node));
      case "break_expression" -> into.add(new Stmt.Jump(line, true, label(node)));
      case "continue_expression" -> into.add(new Stmt.Jump(line, false, label(node)));
      case "line_comment", "block_comment" -> {}
      default -> {
        if (RustMacros.ends(node)) {
          into.add(new Stmt.Throw(line, Optional.of(expr(node))));
        } else {
          into.add(sink.apply(expr(node)));
        }
      }
    }
  }

  /** Where an expression stands for a function, a return leaves more than that. */
  private Stmt returned(Node node) {
    Optional<Expr> value = optional(node.first());
    return nested ? new Stmt.Throw(node.line(), value) : new Stmt.Return(node.line(), value);
  }

  private void let(Node node, List<Stmt> into) {
    Node pattern = node.get("pattern");
    Node value = node.get("value");
    String type = RustTypes.name(node.get("type"));
    boolean constant = !node.has("mutable_specifier");
    if (value.isNone()) {
      RustPatterns.declare(pattern, type, into);
    } else if (value.is("if_expression", "match_expression", "block", "unsafe_block")
        && node.get("alternative").isNone()) {
      // What is bound within may have the same name.
      Expr.Name made = new Expr.Name(node.line(), "$" + ++names);
      into.add(new Stmt.Declare(node.line(), made.id(), type, Optional.empty(), false));
      value(
          value,
          each -> new Stmt.Eval(each.line(), new Expr.Assign(each.line(), made, "=", each)),
          into);
      RustPatterns.bind(pattern, type, made, constant, into);
    } else if (node.get("alternative").isNone()) {
      RustPatterns.bind(pattern, type, expr(value), constant, into);
    } else {
      Expr subject = named(expr(value), into);
      into.add(
          new Stmt.If(
              node.line(),
              is(pattern, subject),
              List.of(),
              block(node.get("alternative"), RustBodies::effect)));
      RustPatterns.bind(pattern, type, subject, constant, into);
    }
  }

  private Expr is(Node pattern, Expr subject) {
    Expr label = RustPatterns.label(pattern, expressions);
    return new Expr.Binary(pattern.line(), "is", subject, label);
  }

  private Expr named(Expr subject, List<Stmt> into) {
    if (isPlain(subject)) {
      return subject;
    }
    String name = "$" + ++names;
    into.add(new Stmt.Declare(subject.line(), name, "", Optional.of(subject), true));
    return new Expr.Name(subject.line(), name);
  }

  private static boolean isPlain(Expr expr) {
    return switch (expr) {
      case Expr.Name _ -> true;
      case Expr.Member member -> isPlain(member.target());
      default -> false;
    };
  }

  private void branch(Node node, Sink sink, List<Stmt> into) {
    var bound = new ArrayList<Stmt>();
    Expr condition = condition(node.get("condition"), bound, into);
    var then = bound;
    then.addAll(block(node.get("consequence"), sink));
    Node alternative = node.get("alternative").last();
    into.add(new Stmt.If(node.line(), condition, then, block(alternative, sink)));
  }

  private Expr condition(Node node, List<Stmt> bound, List<Stmt> before) {
    return switch (node.type()) {
      case "let_condition" -> {
        Node pattern = node.get("pattern");
        Expr subject = named(expr(node.get("value")), before);
        if (!RustPatterns.names(pattern).isEmpty()) {
          RustPatterns.bind(pattern, "", subject, true, bound);
        }
        yield is(pattern, subject);
      }
      case "let_chain" ->
          node.parts().stream()
              .map(part -> condition(part, bound, before))
              .reduce((a, b) -> new Expr.Binary(a.line(), "&&", a, b))
              .orElse(new Expr.Other(node.line(), List.of()));
      default -> expr(node);
    };
  }

  private void match(Node node, Sink sink, List<Stmt> into) {
    Expr subject = named(expr(node.get("value")), into);
    var cases = new ArrayList<Stmt.Case>();
    for (Node arm : node.get("body").parts()) {
      if (!arm.is("match_arm", "last_match_arm")) {
        continue;
      }
      Node pattern = arm.get("pattern");
      boolean all = RustPatterns.takesAll(pattern);
      var body = new ArrayList<Stmt>();
      if (!RustPatterns.names(pattern).isEmpty()) {
        RustPatterns.bind(pattern, "", subject, true, body);
      }
      body.addAll(guarded(pattern.get("condition"), block(arm.get("value"), sink)));
      List<Expr> labels = all ? List.of() : labels(pattern);
      cases.add(new Stmt.Case(arm.line(), labels, all, body, false));
    }
    into.add(new Stmt.Switch(node.line(), subject, cases));
  }

  private static List<Stmt> onlyIf(Expr condition, List<Stmt> body) {
    return List.of(new Stmt.If(condition.line(), condition, body, List.of()));
  }

  private List<Stmt> guarded(Node condition, List<Stmt> body) {
    return condition.isNone() ? body : onlyIf(expr(condition), body);
  }

  private List<Expr> labels(Node pattern) {
    Node inner = pattern.is("match_pattern") ? pattern.first() : pattern;
    return inner.is("or_pattern") && pattern.get("condition").isNone()
        ? inner.parts().stream().flatMap(part -> labels(part).stream()).toList()
        : List.of(RustPatterns.label(pattern, expressions));
  }

  private static String label(Node jump) {
    return jump.child("label").first().string();
  }

  private Stmt loop(Node node) {
    int line = node.line();
    var inner = block(node.get("body"), RustBodies::effect);
    Node condition = node.get("condition");
    if (node.is("for_expression")) {
      Expr all = expr(node.get("value"));
      return new Stmt.ForEach(line, RustPatterns.names(node.get("pattern")), "", all, inner);
    }
    if (condition.is("let_condition")) {
      Expr all = expr(condition.get("value"));
      return new Stmt.ForEach(line, RustPatterns.names(condition.get("pattern")), "", all, inner);
    }
    return new Stmt.Loop(line, List.of(), optional(condition), List.of(), inner, false);
  }
}
