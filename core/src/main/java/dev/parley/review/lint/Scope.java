package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Surface;
import dev.parley.review.syntax.TypeDecl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a piece of a program stands, and what is known there. */
final class Scope {

  private final File file;
  private final @Nullable Scope outer;
  private final FunctionDecl function;
  private final Optional<TypeDecl> type;
  private final Map<String, String> kinds;
  private final List<Stmt> loops;
  private final List<Stmt.Try> tries;

  /** What all scopes of a file share. */
  private record File(
      SourceUnit unit, Declared declared, Map<String, Set<String>> words, Set<Hit> hits) {}

  private Scope(
      File file,
      @Nullable Scope outer,
      FunctionDecl function,
      Optional<TypeDecl> type,
      Map<String, String> kinds,
      List<Stmt> loops,
      List<Stmt.Try> tries) {
    this.file = file;
    this.outer = outer;
    this.function = function;
    this.type = type;
    this.kinds = kinds;
    this.loops = loops;
    this.tries = tries;
  }

  static Scope of(SourceUnit unit, Map<String, Set<String>> words, Set<Hit> hits) {
    var file = new File(unit, Declared.in(unit), words, hits);
    int last = Integer.MAX_VALUE;
    var top = new FunctionDecl(1, "", "", List.of(), unit.body(), Set.of(), "", "", last);
    var bare = new Scope(file, null, top, Optional.empty(), Map.of(), List.of(), List.of());
    return bare.with(Kinds.in(top, bare));
  }

  private Scope with(Map<String, String> known) {
    return new Scope(file, outer, function, type, known, loops, tries);
  }

  Scope in(FunctionDecl inner) {
    var bare = new Scope(file, this, inner, type, Map.of(), List.of(), List.of());
    return bare.with(Kinds.in(inner, bare));
  }

  /** A function that is called for each of many elements. */
  Scope inEach(FunctionDecl inner, Stmt loop) {
    return in(inner).in(loop);
  }

  Scope in(TypeDecl inner) {
    var bare = new Scope(file, this, function, Optional.of(inner), Map.of(), List.of(), List.of());
    return bare.with(Kinds.fields(inner, bare));
  }

  Scope in(Stmt loop) {
    return new Scope(file, outer, function, type, kinds, plus(loops, loop), tries);
  }

  Scope in(Stmt.Try attempt) {
    return new Scope(file, outer, function, type, kinds, loops, plus(tries, attempt));
  }

  private static <T> List<T> plus(List<T> list, T last) {
    return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(last)).toList();
  }

  void report(String rule, int line) {
    file.hits.add(new Hit(rule, line, function.name()));
  }

  /** A list of names that the rules give; empty if they give none for this language. */
  Set<String> words(String list) {
    return file.words.getOrDefault(list, Set.of());
  }

  SourceUnit unit() {
    return file.unit;
  }

  Surface surface() {
    return file.unit.surface();
  }

  Declared declared() {
    return file.declared;
  }

  boolean is(String family) {
    return file.unit.language().family().equals(family);
  }

  /** The function around; its name is empty outside any. */
  FunctionDecl function() {
    return function;
  }

  /** Functions around, innermost first. */
  List<FunctionDecl> functions() {
    var all = new java.util.ArrayList<FunctionDecl>();
    for (Scope each = this; each != null; each = each.outer) {
      if (all.isEmpty() || !Code.isThat(all.getLast(), each.function)) {
        all.add(each.function);
      }
    }
    return all;
  }

  Optional<TypeDecl> type() {
    return type;
  }

  /** Loops around, outermost first, up to the function around. */
  List<Stmt> loops() {
    return loops;
  }

  boolean isInLoop() {
    return !loops.isEmpty();
  }

  List<Stmt.Try> tries() {
    return tries;
  }

  /** What kind of value a variable has; empty if that is not known. */
  String kindOf(String name) {
    for (Scope each = this; each != null; each = each.outer) {
      String kind = each.kinds.get(name);
      if (kind != null) {
        return kind;
      }
    }
    return "";
  }

  /** Whether the function around, not one further out, declares or assigns a variable. */
  boolean isLocal(String name) {
    return kinds.containsKey(name);
  }

  /** What kind of value an expression has; empty if that is not known. */
  String kindOf(Expr expr) {
    return Kinds.of(expr, this);
  }

  boolean is(Expr expr, String kind) {
    return kindOf(expr).equals(kind);
  }
}
