package dev.parley.review.analysis;

import dev.parley.review.syntax.FunctionDecl;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value.
 *
 * @param taint {@link Danger} bits it has since it may come from outside the program
 * @param weak bits it would have if the function's caller passed on such data
 * @param built bits of {@code weak} that stand within a constant text
 * @param constant its value if there is only one; otherwise {@link Known#NOTHING}
 * @param head the constant text it begins with
 * @param options texts that it is one of, if it is no constant and they are known
 * @param type simple name of its type, or of what made it; empty if not known
 * @param path the global thing it is, such as {@code os.system}; empty if it is none
 * @param ref where the heap has its content; 0 for nowhere
 * @param closure what a call of it does, if it is a function of this file
 */
record Value(
    int taint,
    int weak,
    int built,
    Object constant,
    String head,
    List<String> options,
    String type,
    String path,
    int ref,
    @Nullable Closure closure) {

  /** What is known if it is no constant, and the constant that is no object. */
  enum Known {
    NOTHING,
    NULL
  }

  /** A function together with the variables it sees. Each is equal only to itself. */
  static final class Closure {

    private final FunctionDecl function;
    private final Map<String, Value> captured;
    private final int frame;
    private final int self;

    Closure(FunctionDecl function, Map<String, Value> captured, int frame, int self) {
      this.function = function;
      this.captured = captured;
      this.frame = frame;
      this.self = self;
    }

    FunctionDecl function() {
      return function;
    }

    Map<String, Value> captured() {
      return captured;
    }

    int frame() {
      return frame;
    }

    int self() {
      return self;
    }
  }

  private static final int HEAD_MAX = 80;
  private static final int OPTIONS_MAX = 6;

  static final Value UNKNOWN = new Value(0, 0, 0, Known.NOTHING, "", List.of(), "", "", 0, null);
  static final Value NULL = new Value(0, 0, 0, Known.NULL, "", List.of(), "", "", 0, null);

  static Value of(Object constant) {
    String head = constant instanceof String text ? cut(text) : "";
    return new Value(0, 0, 0, constant, head, List.of(), "", "", 0, null);
  }

  static Value typed(String type) {
    return UNKNOWN.withType(type);
  }

  static Value tainted(int bits) {
    return new Value(bits, 0, 0, Known.NOTHING, "", List.of(), "", "", 0, null);
  }

  static Value fromCaller(int bits) {
    return new Value(0, bits, 0, Known.NOTHING, "", List.of(), "", "", 0, null);
  }

  static Value global(String path) {
    return new Value(0, 0, 0, Known.NOTHING, "", List.of(), "", path, 0, null);
  }

  static Value at(int ref, String type) {
    return new Value(0, 0, 0, Known.NOTHING, "", List.of(), type, "", ref, null);
  }

  boolean isConstant() {
    return constant != Known.NOTHING && constant != Known.NULL;
  }

  boolean isNull() {
    return constant == Known.NULL;
  }

  Value withType(String newType) {
    return new Value(taint, weak, built, constant, head, options, newType, path, ref, closure);
  }

  Value path(String newPath) {
    return new Value(taint, weak, built, constant, head, options, type, newPath, ref, closure);
  }

  Value withClosure(Closure newClosure) {
    return new Value(taint, weak, built, constant, head, options, type, path, ref, newClosure);
  }

  Value withHead(String newHead) {
    return new Value(taint, weak, built, constant, cut(newHead), options, type, path, ref, closure);
  }

  /** With the dangers of another, whatever it is. */
  Value plus(Value other) {
    return new Value(
        taint | other.taint,
        weak | other.weak,
        built | other.built,
        constant,
        head,
        options,
        type,
        path,
        ref,
        closure);
  }

  /** Only its dangers. */
  Value dangers() {
    return new Value(taint, weak, built, Known.NOTHING, "", List.of(), "", "", 0, null);
  }

  Value without(int bits) {
    return new Value(
        taint & ~bits,
        weak & ~bits,
        built & ~bits,
        constant,
        head,
        options,
        type,
        path,
        ref,
        closure);
  }

  Value notConstant() {
    return new Value(taint, weak, built, Known.NOTHING, head, options, type, path, ref, closure);
  }

  Value withinText() {
    return new Value(taint, weak, built | weak, constant, head, options, type, path, ref, closure);
  }

  boolean isDangerous() {
    return (taint | weak | built) != 0;
  }

  static Value join(Value a, Value b) {
    if (a.equals(b)) {
      return a;
    }
    return new Value(
        a.taint | b.taint,
        a.weak | b.weak,
        a.built | b.built,
        a.constant.equals(b.constant) ? a.constant : Known.NOTHING,
        common(a.head, b.head),
        options(a, b),
        a.type.equals(b.type) || b.isNull() ? a.type : a.isNull() ? b.type : "",
        a.path.equals(b.path) ? a.path : "",
        a.ref == b.ref || b.ref == 0 ? a.ref : a.ref == 0 ? b.ref : 0,
        Objects.equals(a.closure, b.closure) ? a.closure : null);
  }

  private static String common(String a, String b) {
    int length = 0;
    while (length < a.length() && length < b.length() && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return a.substring(0, length);
  }

  /** What either may be, as long as it is not much. */
  private static List<String> options(Value a, Value b) {
    if (a.constant.equals(b.constant)) {
      return a.options.equals(b.options) ? a.options : List.of();
    }
    var all = new TreeSet<String>();
    for (Value each : List.of(a, b)) {
      if (each.constant instanceof String text) {
        all.add(text);
      }
      all.addAll(each.options);
    }
    return all.size() > OPTIONS_MAX ? List.of() : List.copyOf(all);
  }

  private static String cut(String text) {
    return text.length() > HEAD_MAX ? text.substring(0, HEAD_MAX) : text;
  }
}
