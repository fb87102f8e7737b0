package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Set;

/** What is easily got wrong in Go. */
final class GoTraps implements Check {

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    switch (stmt) {
      case Stmt.Eval(int line, Expr.Unary(_, var op, Expr done)) when op.equals("defer") -> {
        boolean frees = done instanceof Expr.Call call && !call.name().isEmpty();
        if (frees && scope.isInLoop()) {
          scope.report("defer-in-loop", line);
        }
      }
      case Stmt.Eval(_, Expr.Unary(_, var op, Expr done)) when op.equals("go") ->
          Walk.expression(done, each -> begun(each, scope));
      case Stmt.Eval(int line, Expr.Call call) when mustLook(call, scope) ->
          scope.report("unchecked-error", line);
      case Stmt.Eval(int line, Expr.Assign(_, Expr.Name(_, var id), _, Expr.Call call))
          when id.equals("_") && mustLook(call, scope) ->
          scope.report("unchecked-error", line);
      default -> {}
    }
  }

  private static boolean mustLook(Expr.Call call, Scope scope) {
    return Code.isListed(call, scope.words("must-check"), scope);
  }

  /** What a goroutine does that others do at the same time. */
  private static void begun(Expr expr, Scope scope) {
    if (!(expr instanceof Expr.Lambda(_, var function))) {
      return;
    }
    boolean[] locked = {false};
    Walk.shallow(
        function.body(),
        _ -> {},
        each ->
            locked[0] |=
                each instanceof Expr.Call call
                    && (call.name().equals("Lock") || call.name().startsWith("Store")));
    for (Stmt stmt : function.body()) {
      if (stmt instanceof Stmt.Eval(int line, Expr.Call call)
          && call.name().equals("Add")
          && call.args().size() == 1
          && Code.isNumber(call.args().getFirst().value(), 1)
          && call.receiver()
              .filter(on ->
                  Code.nameOf(on).toLowerCase(java.util.Locale.ROOT).contains("wg")
                      || scope.is(on, "WaitGroup"))
              .isPresent()) {
        scope.report("late-add", line);
      }
    }
    if (!locked[0]) {
      Walk.shallow(
          function.body(),
          _ -> {},
          each -> {
            if (each instanceof Expr.Assign(int line, Expr.Index(_, Expr.Name(_, var id), _), _, _)
                && scope.is(new Expr.Name(line, id), "Map")
                && function.params().stream().noneMatch(p -> p.names().contains(id))) {
              scope.report("shared-map-write", line);
            }
          });
    }
  }

  @Override
  public void body(List<Stmt> body, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    for (int i = 0; i + 1 < body.size(); i++) {
      if (body.get(i)
              instanceof Stmt.Eval(_, Expr.Assign(_, Expr.Sequence names, var op, Expr.Call _))
          && op.equals("=")
          && names.elements().size() == 2
          && names.elements().getFirst() instanceof Expr.Name(_, var result)
          && Code.isName(names.elements().getLast(), "err")
          && !result.equals("_")) {
        int line = usedAtOnce(body.get(i + 1), result);
        if (line > 0) {
          scope.report("used-before-check", line);
        }
      }
    }
  }

  /** Where the next statement uses a result without a look at the error. */
  private static int usedAtOnce(Stmt next, String result) {
    boolean looks = Code.mentions(List.of(next), "err");
    if (looks || !(next instanceof Stmt.Eval || next instanceof Stmt.Declare)) {
      return 0;
    }
    boolean[] used = {false};
    Walk.statements(
        List.of(next),
        _ -> {},
        expr -> used[0] |= expr instanceof Expr.Member(_, var on, _, _) && Code.isName(on, result));
    return used[0] ? next.line() : 0;
  }

  @Override
  public void type(TypeDecl type, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    for (var field : Members.fieldsOf(type)) {
      if (field.type().equals("map") || field.type().equals("Map")) {
        unmade(type, field.name(), scope);
      }
      if (Set.of("Mutex", "RWMutex", "sync.Mutex", "sync.RWMutex").contains(field.type())) {
        copied(type, field.name(), scope);
      }
    }
  }

  /** A map that methods write to, and nobody in the file makes. */
  private static void unmade(TypeDecl type, String field, Scope scope) {
    boolean[] made = {false};
    int[] written = {0};
    boolean[] built = {false};
    Walk.statements(
        scope.unit().body(),
        _ -> {},
        expr -> {
          switch (expr) {
            case Expr.New created when created.type().equals(type.name()) -> {
              built[0] = true;
              made[0] |=
                  created.args().stream()
                      .anyMatch(arg -> arg.name().equals(field) || arg.name().isEmpty());
            }
            case Expr.Assign(_, Expr.Member(_, _, var name, _), _, _) ->
                made[0] |= name.equals(field);
            case Expr.Assign(int line, Expr.Index(_, Expr.Member(_, _, var name, _), _), _, _)
                when name.equals(field) ->
                written[0] = line;
            default -> {}
          }
        });
    if (built[0] && !made[0] && written[0] > 0) {
      scope.report("nil-map-write", written[0]);
    }
  }

  /** Methods that lock a copy of the lock. */
  private static void copied(TypeDecl type, String lock, Scope scope) {
    for (Stmt member : type.members()) {
      if (member instanceof Stmt.Define(int line, FunctionDecl method)
          && method.modifiers().contains("value")
          && mentionsMember(method.body(), lock)) {
        scope.report("copied-lock", line);
      }
    }
  }

  private static boolean mentionsMember(List<Stmt> body, String name) {
    return Walk.anyShallow(
        body, _ -> false, expr -> expr instanceof Expr.Member m && m.name().equals(name));
  }

  /** Rows and bodies of answers that nobody closes. */
  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    GoResults.check(function, scope);
  }
}
