package dev.parley.testkit.modelserver;

import dev.parley.testkit.modelserver.ScriptedAnswer.BrokenStream;
import dev.parley.testkit.modelserver.ScriptedAnswer.Delayed;
import dev.parley.testkit.modelserver.ScriptedAnswer.Ending;
import dev.parley.testkit.modelserver.ScriptedAnswer.HangUp;
import dev.parley.testkit.modelserver.ScriptedAnswer.MalformedJson;
import dev.parley.testkit.modelserver.ScriptedAnswer.OutOfCredit;
import dev.parley.testkit.modelserver.ScriptedAnswer.Overloaded;
import dev.parley.testkit.modelserver.ScriptedAnswer.Refusal;
import dev.parley.testkit.modelserver.ScriptedAnswer.Rejected;
import dev.parley.testkit.modelserver.ScriptedAnswer.Reply;
import dev.parley.testkit.modelserver.ScriptedAnswer.ServerError;
import dev.parley.testkit.modelserver.ScriptedAnswer.Slow;
import dev.parley.testkit.modelserver.ScriptedAnswer.Stall;
import dev.parley.testkit.modelserver.ScriptedAnswer.Truncated;
import java.time.Duration;
import java.util.function.Function;

/**
 * Turns the answer that would have been given into a failure.
 *
 * <p>Faults that spoil a reply leave an answer that is no reply as it is; a delayed one they spoil
 * and leave delayed.
 */
@FunctionalInterface
public interface Fault {

  ScriptedAnswer instead(ScriptedAnswer answer);

  static Fault rateLimited(Duration retryAfter) {
    return _ -> ScriptedAnswer.rateLimited(retryAfter);
  }

  static Fault serverError() {
    return _ -> new ServerError();
  }

  static Fault overloaded() {
    return _ -> new Overloaded();
  }

  static Fault outOfCredit() {
    return _ -> new OutOfCredit();
  }

  /** An error of this status and type, in the provider's form. */
  static Fault rejected(int status, String type, String message) {
    return _ -> new Rejected(status, type, message);
  }

  static Fault malformedJson() {
    return _ -> new MalformedJson();
  }

  static Fault refusal(String text) {
    return _ -> new Refusal(text);
  }

  static Fault stall() {
    return _ -> new Stall();
  }

  static Fault hangUp() {
    return _ -> new HangUp();
  }

  static Fault delay(Duration by) {
    return answer -> new Delayed(by, answer);
  }

  static Fault slow(Duration betweenEvents) {
    return answer -> spoil(answer, reply -> new Slow(reply, betweenEvents));
  }

  static Fault truncated() {
    return answer -> spoil(answer, Truncated::new);
  }

  /** The connection is closed after so many events. */
  static Fault cutStream(int afterEvents) {
    return broken(afterEvents, Ending.CUT);
  }

  /** Nothing more is said after so many events. */
  static Fault stallStream(int afterEvents) {
    return broken(afterEvents, Ending.SILENCE);
  }

  /** The provider reports an overload after so many events. */
  static Fault errorInStream(int afterEvents) {
    return broken(afterEvents, Ending.ERROR_EVENT);
  }

  private static Fault broken(int afterEvents, Ending ending) {
    return answer -> spoil(answer, reply -> new BrokenStream(reply, afterEvents, ending));
  }

  private static ScriptedAnswer spoil(
      ScriptedAnswer answer, Function<Reply, ScriptedAnswer> damage) {
    if (answer instanceof Reply reply) {
      return damage.apply(reply);
    }
    return answer instanceof Delayed(var by, var then)
        ? new Delayed(by, spoil(then, damage))
        : answer;
  }
}
