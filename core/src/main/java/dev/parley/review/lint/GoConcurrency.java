package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Go's goroutines and what they share. */
final class GoConcurrency implements Check {

  private static final Set<String> LOCKS =
      Set.of("sync.Mutex", "sync.RWMutex", "sync.WaitGroup", "sync.Once", "sync.Cond", "sync.Map");
  private static final Set<String> GUARDS =
      Set.of("Lock", "RLock", "Do", "TryLock", "Store", "LoadOrStore", "Acquire");

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    for (var param : function.params()) {
      boolean pointer = param.annotations().contains("*");
      if (!pointer && (LOCKS.contains(param.type()) || holdsLock(param.type(), scope))) {
        scope.report("copied-lock", function.line());
      }
    }
  }

  private static boolean holdsLock(String type, Scope scope) {
    TypeDecl known = scope.declared().types().get(type);
    return known != null
        && known.members().stream()
            .anyMatch(member ->
                member instanceof Stmt.Declare field
                    && LOCKS.contains(field.type())
                    && !field.modifiers().contains("*"));
  }

  /** {@code mu.Lock()}, and {@code defer mu.Lock()} right behind it. */
  @Override
  public void body(List<Stmt> body, Scope scope) {
    for (int i = 0; scope.is("go") && i + 1 < body.size(); i++) {
      if (body.get(i) instanceof Stmt.Eval(_, Expr.Call lock)
          && Set.of("Lock", "RLock").contains(lock.name())
          && body.get(i + 1) instanceof Stmt.Eval(int line, Expr.Unary(_, var op, Expr.Call again))
          && op.equals("defer")
          && Code.same(again, lock)) {
        scope.report("deferred-lock", line);
      }
    }
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    started(expr).filter(_ -> scope.isInLoop()).ifPresent(work -> races(work, scope));
  }

  /** The function that an expression runs at the same time. */
  private static Optional<FunctionDecl> started(Expr expr) {
    if (expr instanceof Expr.Unary(_, var op, Expr.Call call)
        && op.equals("go")
        && call.receiver().orElse(call) instanceof Expr.Lambda(_, var work)) {
      return Optional.of(work);
    }
    return expr instanceof Expr.Call call
            && call.name().equals("Go")
            && call.args().size() == 1
            && call.args().getFirst().value() instanceof Expr.Lambda(_, var work)
        ? Optional.of(work)
        : Optional.empty();
  }

  private static void races(FunctionDecl work, Scope scope) {
    boolean[] guarded = {false};
    Walk.statements(
        work.body(),
        _ -> {},
        expr -> guarded[0] |= expr instanceof Expr.Call call && GUARDS.contains(call.name()));
    if (guarded[0]) {
      return;
    }
    Walk.shallow(
        work.body(),
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Assign assign && isShared(assign, work, scope)) {
            scope.report("shared-write", assign.line());
          }
        });
  }

  /** A list that grows, or a sum. */
  private static boolean isShared(Expr.Assign assign, FunctionDecl work, Scope scope) {
    return switch (assign.target()) {
      case Expr.Name(_, var id) ->
          isOuter(id, work, scope)
              && (assign.op().length() > 1
                  || (assign.value() instanceof Expr.Call call
                      && call.name().equals("append")
                      && !call.args().isEmpty()
                      && Code.isName(call.args().getFirst().value(), id)));
      default -> false;
    };
  }

  private static boolean isOuter(String name, FunctionDecl work, Scope scope) {
    boolean param = work.params().stream().anyMatch(each -> each.names().contains(name));
    return !param && !declares(work.body(), name) && !isInLoop(name, scope);
  }

  private static boolean declares(List<Stmt> body, String name) {
    return Walk.anyShallow(
        body,
        stmt ->
            (stmt instanceof Stmt.Declare declare && declare.name().equals(name))
                || (stmt instanceof Stmt.ForEach each && each.names().contains(name)),
        _ -> false);
  }

  private static boolean isInLoop(String name, Scope scope) {
    return scope.loops().stream()
        .anyMatch(loop ->
            switch (loop) {
              case Stmt.ForEach each -> each.names().contains(name) || declares(each.body(), name);
              case Stmt.Loop counted ->
                  declares(counted.init(), name) || declares(counted.body(), name);
              default -> true;
            });
  }
}
