package dev.parley.testkit.modelserver;

import static dev.parley.model.Require.require;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line of a script: when a request looks like this, answer that.
 *
 * @param when what the request must look like
 * @param times how often this entry may answer; after that it is passed over. {@link #ALWAYS} for a
 *     reply; a number for a fault that is to go away
 */
public record ScriptEntry(When when, ScriptedAnswer answer, int times) {

  /** As often as asked. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  public ScriptEntry {
    require(times >= 1, "times must be at least 1: %d", times);
  }

  /**
   * What a request must look like. An empty part matches anything.
   *
   * @param attempt as the script's {@link AttemptReader} reads it; a request that names no attempt
   *     does not match an entry that does
   * @param turn how often the model has answered in this conversation, from 0
   * @param contains text to be found in the user's last turn, tool results included
   */
  public record When(
      Optional<String> role,
      Optional<String> task,
      OptionalInt attempt,
      OptionalInt turn,
      Optional<String> contains) {

    /** Matches every request. */
    public static When any() {
      return new When(
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty());
    }

    /** The same, for this role only. */
    public When role(String only) {
      return new When(Optional.of(only), task, attempt, turn, contains);
    }

    /** The same, for this task only. */
    public When task(String only) {
      return new When(role, Optional.of(only), attempt, turn, contains);
    }

    /** The same, for this attempt only. */
    public When attempt(int only) {
      return new When(role, task, OptionalInt.of(only), turn, contains);
    }

    /** The same, for this turn only. */
    public When turn(int only) {
      return new When(role, task, attempt, OptionalInt.of(only), contains);
    }

    /** The same, for requests whose last user turn has this text. */
    public When contains(String text) {
      return new When(role, task, attempt, turn, Optional.of(text));
    }

    boolean matches(ScriptedRequest request, OptionalInt asked) {
      return role.map(request.role()::equals).orElse(true)
          && task.map(request.task()::equals).orElse(true)
          && (attempt.isEmpty() || attempt.equals(asked))
          && (turn.isEmpty() || turn.getAsInt() == request.assistantTurns())
          && contains.map(request.lastUserWords()::contains).orElse(true);
    }

    @Override
    public String toString() {
      var said = new ArrayList<String>();
      role.ifPresent(value -> said.add("role " + value));
      task.ifPresent(value -> said.add("task " + value));
      attempt.ifPresent(value -> said.add("attempt " + value));
      turn.ifPresent(value -> said.add("turn " + value));
      contains.ifPresent(value -> said.add("containing \"" + value + '"'));
      return said.isEmpty() ? "any request" : String.join(", ", said);
    }
  }
}
