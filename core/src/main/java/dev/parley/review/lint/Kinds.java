package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of value variables and expressions have, as far as a file tells. Kinds are the names of
 * types, but {@code String}, {@code int}, {@code double}, {@code boolean}, {@code List}, {@code
 * Map} and {@code Set} are so called whatever the language.
 */
final class Kinds {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("str", "String"),
          Map.entry("string", "String"),
          Map.entry("&str", "String"),
          Map.entry("&String", "String"),
          Map.entry("number", "number"),
          Map.entry("float", "double"),
          Map.entry("float64", "double"),
          Map.entry("f64", "double"),
          Map.entry("bool", "boolean"),
          Map.entry("list", "List"),
          Map.entry("Array", "List"),
          Map.entry("ReadonlyArray", "List"),
          Map.entry("ArrayList", "List"),
          Map.entry("LinkedList", "List"),
          Map.entry("Vec", "List"),
          Map.entry("dict", "Map"),
          Map.entry("map", "Map"),
          Map.entry("Dict", "Map"),
          Map.entry("HashMap", "Map"),
          Map.entry("TreeMap", "Map"),
          Map.entry("LinkedHashMap", "Map"),
          Map.entry("HashSet", "Set"),
          Map.entry("TreeSet", "Set"),
          Map.entry("LinkedHashSet", "Set"),
          Map.entry("set", "Set"));

  private static final Set<String> COMPARES =
      Set.of("==", "!=", "<", ">", "<=", ">=", "in", "not in", "is", "is not", "instanceof");

  private Kinds() {}

  static String named(String type, Scope scope) {
    if (type.endsWith("[]") || type.startsWith("[]")) {
      return scope.is("java") ? "[]" : "List";
    }
    if (type.startsWith("map[")) {
      return "Map";
    }
    // Java's float is not a double, and its string types are classes.
    return scope.is("java") && type.equals("float") ? type : NAMES.getOrDefault(type, type);
  }

  /** Of parameters and variables of a function, not of those within it. */
  static Map<String, String> in(FunctionDecl function, Scope scope) {
    var kinds = new HashMap<String, String>();
    for (var param : function.params()) {
      String kind =
          param.type().isEmpty()
              ? param.init().map(init -> of(init, scope)).orElse("")
              : named(param.type(), scope);
      param.names().forEach(name -> kinds.put(name, param.names().size() == 1 ? kind : ""));
    }
    Walk.shallow(
        function.body(),
        stmt -> {
          switch (stmt) {
            case Stmt.Declare declare -> put(kinds, declare, scope);
            case Stmt.ForEach each ->
                each.names().forEach(name -> put(kinds, name, named(each.type(), scope)));
            case Stmt.Try attempt ->
                attempt
                    .catches()
                    .forEach(each -> each.name().ifPresent(name -> put(kinds, name, "")));
            default -> {}
          }
        },
        expr -> {
          if (expr instanceof Expr.Assign(_, Expr.Name(_, var id), var op, var value)) {
            assigned(kinds, id, op, value, scope);
          } else if (expr instanceof Expr.Assign(_, Expr.Sequence pattern, _, _)) {
            Walk.names(pattern).forEach(name -> put(kinds, name, ""));
          }
        });
    return kinds;
  }

  private static void put(Map<String, String> kinds, Stmt.Declare declare, Scope scope) {
    String kind =
        declare.type().isEmpty()
            ? declare.init().map(init -> of(init, scope)).orElse("")
            : named(declare.type(), scope);
    put(kinds, declare.name(), kind);
  }

  private static void assigned(
      Map<String, String> kinds, String id, String op, Expr value, Scope scope) {
    if (scope.is("java") && (kinds.containsKey(id) || op.length() > 1)) {
      return;
    }
    if (!scope.is("python") && !kinds.containsKey(id)) {
      // Another function's variable.
      return;
    }
    String kind = of(value, scope);
    String known = kinds.get(id);
    boolean grows = op.length() > 1 || value instanceof Expr.Null || extend(value, id);
    if (known == null) {
      kinds.put(id, kind);
    } else if (!grows && !known.equals(kind)) {
      kinds.put(id, "");
    }
  }

  /** What is added to a value of a kind leaves it of the kind. */
  private static boolean extend(Expr value, String id) {
    return (value instanceof Expr.Binary(_, var op, var left, _, _)
            && op.equals("+")
            && Code.isName(left, id))
        || (value instanceof Expr.Call call
            && call.name().equals("concat")
            && Code.isName(call.receiver(), id));
  }

  /** What has two kinds has none. */
  private static void put(Map<String, String> kinds, String name, String kind) {
    kinds.merge(name, kind, (a, b) -> a.equals(b) ? a : "");
  }

  /** Of a type's fields, by their plain names. */
  static Map<String, String> fields(TypeDecl type, Scope scope) {
    var kinds = new HashMap<String, String>();
    for (Stmt member : type.members()) {
      if (member instanceof Stmt.Declare declare) {
        put(kinds, declare, scope);
      } else if (member instanceof Stmt.Define(_, var function)
          && function.name().equals(FunctionDecl.INIT)) {
        Walk.shallow(
            function.body(),
            _ -> {},
            expr -> {
              if (expr instanceof Expr.Assign(_, Expr.Member target, _, var value)
                  && Code.nameOf(target).equals(target.name())) {
                kinds.putIfAbsent(target.name(), given(value, function, scope));
              }
            });
      }
    }
    return kinds;
  }

  /** What a constructor is given has the kind that its parameter says. */
  private static String given(Expr value, FunctionDecl function, Scope scope) {
    for (var param : function.params()) {
      if (Code.isName(value, param.name()) && param.names().size() == 1) {
        return named(param.type(), scope);
      }
    }
    return of(value, scope);
  }

  static String of(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.Literal(_, var value) ->
          switch (value) {
            case String _ -> "String";
            case Long _ -> "int";
            case Double _ -> "double";
            case Boolean _ -> "boolean";
            case Character _ -> "char";
            default -> "";
          };
      case Expr.Template _ -> "String";
      case Expr.Mapping _ -> "Map";
      case Expr.Sequence _ -> scope.is("java") ? "[]" : "List";
      case Expr.Name(_, var id) -> scope.kindOf(id);
      case Expr.Member(_, Expr.Name(_, var self), var name, _) when Code.isSelf(self) ->
          scope.kindOf(name);
      case Expr.Member(_, _, var name, _) -> name.equals("length") ? "int" : "";
      case Expr.New created ->
          created.type().endsWith("[]") ? "[]" : NAMES.getOrDefault(created.type(), created.type());
      case Expr.Cast(_, var type, _) -> named(type, scope);
      case Expr.Assign assign -> of(assign.value(), scope);
      case Expr.Conditional conditional -> {
        String kind = of(conditional.then(), scope);
        yield kind.equals(of(conditional.otherwise(), scope)) ? kind : "";
      }
      case Expr.Unary(_, var op, var operand) -> op.equals("!") ? "boolean" : of(operand, scope);
      case Expr.Binary binary -> binary(binary, scope);
      case Expr.Call call -> call(call, scope);
      default -> "";
    };
  }

  private static String binary(Expr.Binary binary, Scope scope) {
    if (COMPARES.contains(binary.op())) {
      return "boolean";
    }
    String left = of(binary.left(), scope);
    String right = of(binary.right(), scope);
    if (binary.op().equals("+") && (left.equals("String") || right.equals("String"))) {
      return "String";
    }
    if (binary.op().equals("/") && scope.is("python")) {
      return left.equals("int") && right.equals("int") ? "double" : "";
    }
    if (left.equals(right)) {
      return left.equals("int") && binary.op().equals("/") && !scope.is("java") ? "" : left;
    }
    return left.equals("double") || right.equals("double") ? "double" : "";
  }

  private static final Set<String> LISTS =
      Set.of(
          "map", "filter", "slice", "concat", "flat", "flatMap", "sort", "reverse", "keys",
          "values", "entries", "from");

  private static String call(Expr.Call call, Scope scope) {
    Optional<FunctionDecl> own = scope.declared().called(call, scope);
    if (own.isPresent()) {
      return own.get().modifiers().contains("async") ? "" : named(own.get().returns(), scope);
    }
    boolean script = scope.is("js") && call.receiver().isPresent();
    if (script
        && LISTS.contains(call.name())
        && !Set.of("String", "Map", "Set").contains(scope.kindOf(call.receiver().get()))
        && (Set.of("keys", "values", "entries").contains(call.name())
            == Code.isName(call.receiver(), "Object"))) {
      return "List";
    }
    if (Code.isName(call.receiver(), "Character")) {
      return call.name().startsWith("is") ? "boolean" : "char";
    }
    if (call.receiver().isPresent()) {
      String kind = Immutables.kind(call, scope.kindOf(call.receiver().get()));
      if (!kind.isEmpty()) {
        return kind;
      }
    }
    return KnownCalls.kind(call);
  }
}
