package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Go's {@code switch} and {@code select}. */
final class GoChoices {

  private final GoBodies bodies;
  private final GoTypes types;

  GoChoices(GoBodies bodies, GoTypes types) {
    this.bodies = bodies;
    this.types = types;
  }

  void choice(Node node, List<Stmt> into) {
    if (node.is("type_switch_statement")) {
      into.add(byType(node));
    } else if (node.get("value").isNone() && !jumpsOut(node)) {
      into.addAll(chain(cases(node), 0));
    } else {
      into.add(byValue(node));
    }
  }

  private static List<Node> cases(Node node) {
    return node.parts().stream()
        .filter(part -> part.is("expression_case", "type_case", "default_case"))
        .toList();
  }

  private List<Stmt> body(Node each) {
    return bodies.stmts(each.child("statement_list").parts());
  }

  /** Whether something in it needs to be told that it is a switch. */
  private static boolean jumpsOut(Node node) {
    return node.is("break_statement", "fallthrough_statement")
        || (!node.is("for_statement", "func_literal", "select_statement")
            && node.children().stream().anyMatch(GoChoices::jumpsOut));
  }

  /** Without a subject it is a chain of conditions. */
  private List<Stmt> chain(List<Node> cases, int from) {
    List<Stmt> otherwise =
        cases.stream()
            .filter(each -> each.is("default_case"))
            .findFirst()
            .map(each -> List.<Stmt>of(new Stmt.Block(each.line(), body(each))))
            .orElse(List.of());
    for (int i = cases.size() - 1; i >= from; i--) {
      Node each = cases.get(i);
      if (each.is("expression_case")) {
        Expr condition =
            bodies.exprs(each.get("value").parts()).stream()
                .reduce((a, b) -> new Expr.Binary(a.line(), "||", a, b))
                .orElse(new Expr.Other(each.line(), List.of()));
        otherwise = List.of(new Stmt.If(each.line(), condition, body(each), otherwise));
      }
    }
    return otherwise;
  }

  private Stmt byValue(Node node) {
    int line = node.line();
    Expr subject = bodies.optional(node.get("value")).orElse(new Expr.Literal(line, true));
    var cases = new ArrayList<Stmt.Case>();
    for (Node each : cases(node)) {
      var labels = bodies.exprs(each.get("value").parts());
      var statements = each.child("statement_list");
      boolean falls = statements.last().is("fallthrough_statement");
      cases.add(new Stmt.Case(each.line(), labels, each.is("default_case"), body(each), falls));
    }
    return new Stmt.Switch(line, subject, cases);
  }

  private Stmt byType(Node node) {
    int line = node.line();
    Expr value = bodies.expr(node.get("value"));
    String alias = node.get("alias").first().string();
    var cases = new ArrayList<Stmt.Case>();
    for (Node each : cases(node)) {
      var body = new ArrayList<Stmt>();
      var labels = each.all("type").toList();
      if (!alias.isEmpty()) {
        String type = labels.size() == 1 ? types.name(labels.getFirst()) : "";
        body.add(
            new Stmt.Declare(
                each.line(), alias, type.equals("nil") ? "" : type, Optional.of(value), true));
      }
      body.addAll(body(each));
      List<Expr> named =
          labels.stream().<Expr>map(label -> new Expr.Other(label.line(), List.of())).toList();
      cases.add(new Stmt.Case(each.line(), named, each.is("default_case"), body, false));
    }
    return new Stmt.Switch(line, new Expr.Other(line, List.of(value)), cases);
  }

  /** One of the cases comes true, whichever it is. */
  Stmt select(Node node) {
    var cases = new ArrayList<Stmt.Case>();
    for (Node each : node.parts()) {
      if (!each.is("communication_case", "default_case")) {
        continue;
      }
      var body = new ArrayList<Stmt>();
      each.find("communication").ifPresent(what -> bodies.stmt(what, body));
      body.addAll(body(each));
      List<Expr> label = List.of(new Expr.Other(each.line(), List.of()));
      boolean isDefault = each.is("default_case");
      cases.add(new Stmt.Case(each.line(), isDefault ? List.of() : label, isDefault, body, false));
    }
    return new Stmt.Switch(node.line(), new Expr.Other(node.line(), List.of()), cases);
  }
}
