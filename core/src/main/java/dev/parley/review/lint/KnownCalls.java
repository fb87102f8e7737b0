package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import java.util.Map;

/** What kind of value a function or method gives that by its name is one everybody knows. */
final class KnownCalls {

  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("toString", "String"),
          Map.entry("trim", "String"),
          Map.entry("strip", "String"),
          Map.entry("lower", "String"),
          Map.entry("upper", "String"),
          Map.entry("toLowerCase", "String"),
          Map.entry("toUpperCase", "String"),
          Map.entry("substring", "String"),
          Map.entry("substr", "String"),
          Map.entry("charAt", "char"),
          Map.entry("compile", "Pattern"),
          Map.entry("readLine", "String"),
          Map.entry("nextLine", "String"),
          Map.entry("getName", "String"),
          Map.entry("split", "List"),
          Map.entry("size", "int"),
          Map.entry("length", "int"),
          Map.entry("indexOf", "int"),
          Map.entry("hashCode", "int"),
          Map.entry("intValue", "int"),
          Map.entry("longValue", "long"),
          Map.entry("doubleValue", "double"),
          Map.entry("isEmpty", "boolean"),
          Map.entry("equals", "boolean"),
          Map.entry("startsWith", "boolean"),
          Map.entry("endsWith", "boolean"));

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("len", "int"),
          Map.entry("int", "int"),
          Map.entry("ord", "int"),
          Map.entry("float", "double"),
          Map.entry("str", "String"),
          Map.entry("repr", "String"),
          Map.entry("input", "String"),
          Map.entry("String", "String"),
          Map.entry("bool", "boolean"),
          Map.entry("isinstance", "boolean"),
          Map.entry("list", "List"),
          Map.entry("sorted", "List"),
          Map.entry("dict", "Map"),
          Map.entry("map", "Map"),
          Map.entry("defaultdict", "Map"),
          Map.entry("Counter", "Map"),
          Map.entry("OrderedDict", "Map"),
          Map.entry("set", "Set"),
          Map.entry("frozenset", "Set"),
          Map.entry("Number", "number"),
          Map.entry("parseInt", "number"),
          Map.entry("parseFloat", "number"));

  private KnownCalls() {}

  /** Empty if the name says nothing. */
  static String kind(Expr.Call call) {
    return call.receiver().isEmpty()
        ? FUNCTIONS.getOrDefault(call.name(), "")
        : METHODS.getOrDefault(call.name(), "");
  }
}
