package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions and types that a file declares. */
record Declared(Map<String, List<FunctionDecl>> functions, Map<String, TypeDecl> types) {

  static Declared in(SourceUnit unit) {
    var functions = new HashMap<String, List<FunctionDecl>>();
    var types = new HashMap<String, TypeDecl>();
    Walk.statements(
        unit.body(),
        stmt -> {
          switch (stmt) {
            case Stmt.Define(_, var function) -> add(functions, function.name(), function);
            case Stmt.DefineType(_, var type) -> types.putIfAbsent(type.name(), type);
            case Stmt.Declare declare ->
                declare
                    .init()
                    .filter(Expr.Lambda.class::isInstance)
                    .ifPresent(
                        init -> add(functions, declare.name(), ((Expr.Lambda) init).function()));
            default -> {}
          }
        },
        _ -> {});
    return new Declared(functions, types);
  }

  private static void add(
      Map<String, List<FunctionDecl>> functions, String name, FunctionDecl function) {
    functions.computeIfAbsent(name, _ -> new ArrayList<>(2)).add(function);
  }

  /** The function that a call runs, if the file has just one of that name, and the same owner. */
  Optional<FunctionDecl> called(Expr.Call call, Scope scope) {
    var all = functions.getOrDefault(call.name(), List.of());
    if (all.size() != 1) {
      return Optional.empty();
    }
    FunctionDecl only = all.getFirst();
    boolean own =
        call.receiver().isEmpty()
            ? only.owner().isEmpty() || scope.is("java")
            : call.receiver().get() instanceof Expr.Name(_, var id)
                && (id.equals("this") || id.equals("self"))
                && scope.type().filter(type -> type.name().equals(only.owner())).isPresent();
    return own ? Optional.of(only) : Optional.empty();
  }
}
