package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known behind a condition. */
final class Conditions {

  private static final Set<String> MEMBER_TESTS =
      Set.of("contains", "containsKey", "includes", "has", "hasOwnProperty", "containsValue");
  private static final Set<String> MATCH_TESTS =
      Set.of(
          "matches",
          "test",
          "isdigit",
          "isalnum",
          "isnumeric",
          "isidentifier",
          "fullmatch",
          "MatchString",
          "is_match");
  private static final Pattern VALIDATOR =
      Pattern.compile(
          "(?i)^(is_?)?(valid|allowed|safe|whitelisted|trusted|permitted|known)\\w*$"
              + "|^(validate|check|is)_?\\w*(valid|allowed|safe)\\w*$"
              + "|^url_has_allowed_host_and_scheme$|^is_?relative_?to$");

  private final Machine machine;
  private final Questions questions;

  Conditions(Machine machine) {
    this.machine = machine;
    this.questions = new Questions(machine, this);
  }

  void answered(String name, Optional<Expr> init, State state) {
    Questions.answered(name, init, state);
  }

  void answered(Expr.Assign assign, State state) {
    Questions.answered(assign, state);
  }

  void chosen(Expr subject, Stmt.Case chosen, State state) {
    Questions.chosen(subject, chosen, state);
  }

  /** Whether a condition with that value holds; null if it cannot be told. */
  static @Nullable Boolean outcome(Value value) {
    return value.constant() instanceof Boolean known ? known : value.isNull() ? false : null;
  }

  void refine(Expr condition, boolean holds, State state) {
    switch (condition) {
      case Expr.Unary(_, var op, var operand) when op.equals("!") -> refine(operand, !holds, state);
      case Expr.Binary(_, var op, var left, var right, _) -> {
        if (op.equals(holds ? "&&" : "||")) {
          refine(left, holds, state);
          refine(right, holds, state);
        } else {
          compare(op, left, right, holds, state);
        }
      }
      case Expr.Await await -> refine(await.operand(), holds, state);
      case Expr.Call call -> test(call, holds, state);
      case Expr.Index(_, var set, var key) -> {
        if (holds) {
          member(key, set, state);
        }
      }
      case Expr.Name(_, var id) -> {
        truth(id, holds, state);
        Expr question = state.question(id);
        if (question != null) {
          state.unasked(id);
          refine(question, holds, state);
          state.question(id, question);
        }
      }
      default -> {}
    }
  }

  /** What is truthy is not null. */
  private static void truth(String name, boolean holds, State state) {
    Value value = state.get(name);
    if (value != null && holds && value.isNull()) {
      state.set(name, value.notConstant());
    }
  }

  private void compare(String op, Expr left, Expr right, boolean holds, State state) {
    if (op.equals("is")) {
      equal(
          left,
          right instanceof Expr.Null ? right : new Expr.Null(0),
          holds == right instanceof Expr.Null,
          state);
      return;
    }
    if (op.equals("in") || op.equals("not in")) {
      if (op.equals("in") == holds) {
        member(left, right, state);
      }
      return;
    }
    if (!op.equals("==") && !op.equals("!=")) {
      return;
    }
    boolean same = op.equals("==") == holds;
    if (same && isConstant(right, state)) {
      questions.hostKnown(left, state);
    }
    if (same
        && left instanceof Expr.Unary(_, var typeof, var operand)
        && typeof.equals("typeof")
        && right instanceof Expr.Literal(_, var type)) {
      int bits =
          type.equals("string")
              ? Danger.NOSQL.bit()
              : type.equals("number") || type.equals("boolean") ? Danger.OUTSIDE : 0;
      cleanNames(operand, bits, state);
    }
    equal(left, right, same, state);
    equal(right, left, same, state);
  }

  private boolean isConstant(Expr expr, State state) {
    boolean[] constant = {expr instanceof Expr.Literal};
    if (expr instanceof Expr.Call || expr instanceof Expr.Name) {
      machine.quietly(() -> constant[0] = machine.evaluator.eval(expr, state.copy()).isConstant());
    }
    return constant[0];
  }

  static void equal(Expr subject, Expr other, boolean same, State state) {
    Expr.Name name =
        subject instanceof Expr.Name plain
            ? plain
            : subject instanceof Expr.Assign(_, Expr.Name assigned, var op, _) && op.equals("=")
                ? assigned
                : null;
    Value value = name == null ? null : state.get(name.id());
    if (name == null || value == null) {
      return;
    }
    if (other instanceof Expr.Null) {
      if (same) {
        state.set(name.id(), Value.NULL.withType(value.type()));
      } else if (value.isNull()) {
        state.set(name.id(), value.notConstant());
      }
    } else if (same && other instanceof Expr.Literal(_, var constant)) {
      state.set(name.id(), Value.of(constant));
    }
  }

  void test(Expr.Call call, boolean holds, State state) {
    Optional<Expr> receiver = call.receiver();
    String method = call.name();
    if (questions.test(call, holds, state)) {
      return;
    }
    if (method.equals("equals") && holds && receiver.isPresent() && call.args().size() == 1) {
      Expr arg = call.args().getFirst().value();
      if (receiver.get() instanceof Expr.Literal) {
        equal(arg, receiver.get(), true, state);
      } else if (arg instanceof Expr.Literal) {
        equal(receiver.get(), arg, true, state);
      }
      return;
    }
    if (MEMBER_TESTS.contains(method) && receiver.isPresent()) {
      contained(call, receiver.get(), holds, state);
      return;
    }
    if (holds && MATCH_TESTS.contains(method)) {
      receiver.ifPresent(each -> cleanNames(each, Danger.OUTSIDE, state));
      call.args().forEach(arg -> cleanNames(arg.value(), Danger.OUTSIDE, state));
    } else if (holds && method.equals("is_relative_to")) {
      receiver.ifPresent(each -> cleanNames(each, Danger.PATH.bit(), state));
    } else if (holds && method.equals("isinstance") && call.args().size() == 2) {
      boolean text = call.args().get(1).value() instanceof Expr.Name(_, var id) && id.equals("str");
      cleanNames(call.args().getFirst().value(), text ? Danger.NOSQL.bit() : 0, state);
    } else if (holds && (method.equals("startsWith") || method.equals("startswith"))) {
      // Only of use behind normalize or getCanonicalPath; of bare text it says nothing of "..".
      receiver
          .filter(each -> !(each instanceof Expr.Name name) || isResolved(name, state))
          .ifPresent(each -> cleanNames(each, Danger.PATH.bit(), state));
    } else if (holds && VALIDATOR.matcher(method).matches()) {
      call.args().forEach(arg -> cleanNames(arg.value(), Danger.OUTSIDE, state));
    }
  }

  static boolean isResolved(Expr.Name name, State state) {
    Value value = state.get(name.id());
    return value != null && value.type().equals("Path");
  }

  private void contained(Expr.Call call, Expr receiver, boolean holds, State state) {
    if (call.args().size() != 1) {
      return;
    }
    Expr arg = call.args().getFirst().value();
    if (arg instanceof Expr.Literal(_, var text)) {
      if (!holds && "..".equals(text)) {
        cleanNames(receiver, Danger.PATH.bit(), state);
      }
    } else if (holds) {
      member(arg, receiver, state);
    }
  }

  /** Something is one of a set, or a key of a map. */
  private void member(Expr part, Expr set, State state) {
    var view = Views.of(part);
    if (view.isPresent()) {
      clean(view.get().of(), set, view.get().bits(), state);
      questions.hostKnown(part, state);
    } else if (Questions.bare(part) instanceof Expr.Name(_, var id)) {
      clean(id, set, Danger.OUTSIDE, state);
    } else {
      questions.hostKnown(part, state);
    }
  }

  /** What is one of a set that is not itself from outside is as good as the set. */
  private void clean(String name, Expr set, int bits, State state) {
    Value[] found = {Value.UNKNOWN};
    machine.quietly(() -> found[0] = state.deep(machine.evaluator.eval(set, state)));
    Value value = state.get(name);
    if (value != null && found[0].taint() == 0 && found[0].weak() == 0) {
      state.clean(name, bits);
    }
  }

  static void cleanNames(Expr expr, int bits, State state) {
    Walk.names(expr).toList().forEach(name -> state.clean(name, bits));
  }
}
