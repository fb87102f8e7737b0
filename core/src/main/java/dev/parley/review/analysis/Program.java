package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file declares, and by what names it calls and assigns. */
final class Program {

  private final Map<String, TypeDecl> types = new HashMap<>();
  private final Map<String, List<FunctionDecl>> methods = new HashMap<>();
  private final List<FunctionDecl> entries = new ArrayList<>();
  private final Map<String, Map<String, Stmt.Declare>> fields = new HashMap<>();
  private final Set<String> called = new HashSet<>();
  private final Map<String, Integer> assigned = new HashMap<>();
  private final Set<TypeDecl> topLevel = new HashSet<>();

  Program(SourceUnit unit) {
    for (Stmt stmt : unit.body()) {
      if (stmt instanceof Stmt.DefineType(_, var type)) {
        topLevel.add(type);
      }
    }
    Walk.statements(unit.body(), this::statement, this::expression);
  }

  private void statement(Stmt stmt) {
    switch (stmt) {
      case Stmt.DefineType(_, var type) -> add(type);
      case Stmt.Declare(_, var name, _, var init, _, _) -> {
        if (init.isPresent()) {
          assigned.merge(name, 1, Integer::sum);
        }
      }
      case Stmt.ForEach each -> each.names().forEach(name -> assigned.merge(name, 2, Integer::sum));
      default -> {}
    }
  }

  private void expression(Expr expr) {
    switch (expr) {
      case Expr.Call call -> called.add(call.name());
      case Expr.New created -> {
        called.add(created.type());
        created.body().ifPresent(this::add);
      }
      case Expr.Assign(_, Expr.Name(_, var id), _, _) -> assigned.merge(id, 1, Integer::sum);
      case Expr.Assign(_, Expr.Member(_, _, var name, _), _, _) ->
          assigned.merge(name, 1, Integer::sum);
      case Expr.Assign(_, var pattern, _, _) ->
          Walk.names(pattern).forEach(name -> assigned.merge(name, 1, Integer::sum));
      default -> {}
    }
  }

  private void add(TypeDecl type) {
    if (!type.name().isEmpty()) {
      types.putIfAbsent(type.name(), type);
    }
    var own = new HashMap<String, Stmt.Declare>();
    for (Stmt member : type.members()) {
      if (member instanceof Stmt.Define(_, var function)) {
        methods.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function);
        entries.add(function);
      } else if (member instanceof Stmt.Declare field) {
        own.put(field.name(), field);
      }
    }
    fields.putIfAbsent(type.name(), own);
  }

  Optional<TypeDecl> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** A field of that very type. */
  Optional<Stmt.Declare> ownField(String owner, String name) {
    return Optional.ofNullable(fields.getOrDefault(owner, Map.of()).get(name));
  }

  Optional<Stmt.Declare> field(String owner, String name) {
    var own = fields.getOrDefault(owner, Map.of()).get(name);
    if (own != null) {
      return Optional.of(own);
    }
    // An inner class sees the fields of those around it; which those are does not matter much.
    return fields.values().stream()
        .filter(each -> each.containsKey(name))
        .findFirst()
        .map(each -> each.get(name));
  }

  /** Methods and constructors of types. */
  List<FunctionDecl> methods() {
    return entries;
  }

  /**
   * What a call may run.
   *
   * @param owner the type it is called on; empty if not known
   */
  List<FunctionDecl> targets(String owner, String name, int args) {
    return methods.getOrDefault(name, List.of()).stream()
        .filter(each -> each.params().size() == args && !each.body().isEmpty())
        .filter(each -> owner.isEmpty() || isA(each.owner(), owner) || isA(owner, each.owner()))
        .limit(3)
        .toList();
  }

  private boolean isA(String type, String other) {
    return type.equals(other)
        || type(type).map(each -> each.supertypes().contains(other)).orElse(false);
  }

  boolean declares(String type) {
    return types.containsKey(type);
  }

  boolean isAbstract(String type) {
    return type(type)
        .filter(
            each -> each.modifiers().contains("interface") || each.modifiers().contains("abstract"))
        .isPresent();
  }

  boolean isEnum(String type) {
    return type(type).filter(each -> each.modifiers().contains("enum")).isPresent();
  }

  /** Names of all functions that are called somewhere. */
  Set<String> called() {
    return called;
  }

  boolean isCalled(String name) {
    return called.contains(name);
  }

  /** Whether a name gets a value at most once in the whole file. */
  boolean isStable(String name) {
    return assigned.getOrDefault(name, 0) <= 1;
  }

  boolean isTopLevel(String type) {
    return type(type).filter(topLevel::contains).isPresent();
  }
}
