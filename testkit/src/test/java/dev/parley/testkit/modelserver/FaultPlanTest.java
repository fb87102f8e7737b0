package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Requests.first;
import static dev.parley.testkit.modelserver.ScriptedAnswer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.modelserver.ScriptedAnswer.BrokenStream;
import dev.parley.testkit.modelserver.ScriptedAnswer.Delayed;
import dev.parley.testkit.modelserver.ScriptedAnswer.Ending;
import dev.parley.testkit.modelserver.ScriptedAnswer.HangUp;
import dev.parley.testkit.modelserver.ScriptedAnswer.Overloaded;
import dev.parley.testkit.modelserver.ScriptedAnswer.ServerError;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private static final ScriptedRequest CODING = first("coding", "T1", "Go.");
  private static final ScriptedRequest REVIEW = first("review", "T1", "Look.");

  @Test
  void strikesTheNthRequestOfThoseItLooksAt() {
    var plan =
        FaultPlan.over(_ -> text("fine"))
            .at(2, request -> request.role().equals("coding"), Fault.serverError())
            .build();

    assertThat(plan.answer(CODING)).isEqualTo(text("fine"));
    assertThat(plan.answer(REVIEW)).isEqualTo(text("fine"));
    assertThat(plan.answer(CODING)).isEqualTo(new ServerError());
    assertThat(plan.answer(CODING)).isEqualTo(text("fine"));
  }

  @Test
  void strikesTheFirstFewOrAll() {
    var plan =
        FaultPlan.over(_ -> text("fine"))
            .first(2, request -> request.role().equals("coding"), Fault.overloaded())
            .always(request -> request.role().equals("review"), Fault.hangUp())
            .build();

    assertThat(plan.answer(CODING)).isEqualTo(new Overloaded());
    assertThat(plan.answer(CODING)).isEqualTo(new Overloaded());
    assertThat(plan.answer(CODING)).isEqualTo(text("fine"));
    IntStream.range(0, 5).forEach(_ -> assertThat(plan.answer(REVIEW)).isEqualTo(new HangUp()));
  }

  @Test
  void spoilsADelayedReplyAndLeavesItDelayed() {
    var delayed = new Delayed(Duration.ofSeconds(1), text("fine"));
    var plan = FaultPlan.over(_ -> delayed).always(_ -> true, Fault.cutStream(3)).build();

    assertThat(plan.answer(CODING))
        .isEqualTo(
            new Delayed(Duration.ofSeconds(1), new BrokenStream(text("fine"), 3, Ending.CUT)));
  }

  @Test
  void leavesAnAnswerThatIsNoReplyAsItIs() {
    assertThat(Fault.cutStream(3).instead(new HangUp())).isEqualTo(new HangUp());
  }
}
