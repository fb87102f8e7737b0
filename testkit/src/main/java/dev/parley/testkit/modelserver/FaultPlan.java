package dev.parley.testkit.modelserver;

import static dev.parley.model.Require.require;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A script with faults at chosen requests.
 *
 * <p>It counts the requests each rule looks at, in order of arrival. With requests in parallel that
 * order is not fixed: make the predicate narrow enough that the requests it accepts come one after
 * the other, such as those of one task.
 */
public final class FaultPlan implements ModelScript {

  private final ModelScript script;
  private final List<Rule> rules;

  private record Rule(
      Predicate<ScriptedRequest> when, int from, int count, Fault fault, AtomicInteger seen) {

    boolean strikes(ScriptedRequest request) {
      if (!when.test(request)) {
        return false;
      }
      var nth = seen.incrementAndGet();
      return nth >= from && nth - from < count;
    }
  }

  private FaultPlan(ModelScript script, List<Rule> rules) {
    this.script = script;
    this.rules = List.copyOf(rules);
  }

  /** Begins a plan over this script. */
  public static Builder over(ModelScript script) {
    return new Builder(script);
  }

  /** Each rule counts each request it accepts; of several that strike, the first is applied. */
  @Override
  public ScriptedAnswer answer(ScriptedRequest request) {
    var striking = rules.stream().filter(rule -> rule.strikes(request)).toList();
    var answer = script.answer(request);
    return striking.isEmpty() ? answer : striking.getFirst().fault().instead(answer);
  }

  /** Collects rules. */
  public static final class Builder {

    private final ModelScript script;
    private final List<Rule> rules = new ArrayList<>();

    private Builder(ModelScript script) {
      this.script = script;
    }

    /** The nth request this predicate accepts, from 1, meets the fault. */
    public Builder at(int nth, Predicate<ScriptedRequest> when, Fault fault) {
      return from(nth, 1, when, fault);
    }

    /** The first requests this predicate accepts, so many of them, meet the fault. */
    public Builder first(int count, Predicate<ScriptedRequest> when, Fault fault) {
      return from(1, count, when, fault);
    }

    /** All requests this predicate accepts meet the fault. */
    public Builder always(Predicate<ScriptedRequest> when, Fault fault) {
      return from(1, Integer.MAX_VALUE, when, fault);
    }

    private Builder from(int nth, int count, Predicate<ScriptedRequest> when, Fault fault) {
      require(nth >= 1 && count >= 1, "counted from 1: the request %d, %d times", nth, count);
      rules.add(new Rule(when, nth, count, fault, new AtomicInteger()));
      return this;
    }

    public FaultPlan build() {
      return new FaultPlan(script, rules);
    }
  }
}
