package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Requests.after;
import static dev.parley.testkit.modelserver.Requests.first;
import static dev.parley.testkit.modelserver.ScriptedAnswer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.modelserver.ScriptEntry.When;
import dev.parley.testkit.modelserver.ScriptedAnswer.Overloaded;
import dev.parley.testkit.modelserver.ScriptedAnswer.Unscripted;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConversationScriptTest {

  private static final String FIRST_ATTEMPT = "Write it.\nAttempt: 1\nBe brief.";
  private static final String SECOND_ATTEMPT = "Write it.\n  Attempt: 2\nBe brief.";

  @Test
  void answersByTheTurnOfTheConversationHoweverOftenItIsAsked() {
    var script =
        ConversationScript.builder().on("coding", "T1").turns(text("one"), text("two")).build();

    for (var again = 0; again < 3; again++) {
      assertThat(script.answer(first("coding", "T1", "Go."))).isEqualTo(text("one"));
      assertThat(script.answer(after(1, "coding", "T1", "Go."))).isEqualTo(text("two"));
    }
    assertThat(script.answer(after(2, "coding", "T1", "Go."))).isInstanceOf(Unscripted.class);
    assertThat(script.answer(first("coding", "T2", "Go."))).isInstanceOf(Unscripted.class);
  }

  @Test
  void answersByTheAttemptNamedInTheFirstUserMessage() {
    var script =
        ConversationScript.builder()
            .on("coding", "T1")
            .attempt(1)
            .turns(text("wrong"), text("wrong again"))
            .attempt(2)
            .turns(text("right"))
            .build();

    assertThat(script.answer(first("coding", "T1", FIRST_ATTEMPT))).isEqualTo(text("wrong"));
    assertThat(script.answer(after(1, "coding", "T1", FIRST_ATTEMPT)))
        .isEqualTo(text("wrong again"));
    assertThat(script.answer(first("coding", "T1", SECOND_ATTEMPT))).isEqualTo(text("right"));
    assertThat(script.answer(first("coding", "T1", "No such line. Attempt: 1 of 2")))
        .isInstanceOfSatisfying(
            Unscripted.class, it -> assertThat(it.why()).contains("attempt not given"));
  }

  @Test
  void readsTheAttemptElsewhereIfToldTo() {
    var script =
        ConversationScript.builder()
            .on("coding")
            .attempt(7)
            .always(text("seven"))
            .build()
            .readingAttemptsWith(_ -> OptionalInt.of(7));

    assertThat(script.answer(first("coding", "", "Go."))).isEqualTo(text("seven"));
  }

  @Test
  void takesTheFirstEntryThatMatches() {
    var script =
        ConversationScript.of(
            List.of(
                new ScriptEntry(When.any().contains("reaction 2"), text("a"), ScriptEntry.ALWAYS),
                new ScriptEntry(When.any().role("coding"), text("b"), ScriptEntry.ALWAYS),
                new ScriptEntry(When.any(), text("c"), ScriptEntry.ALWAYS)));

    assertThat(script.answer(after(2, "coding", "", "Go."))).isEqualTo(text("a"));
    assertThat(script.answer(after(1, "coding", "", "Go."))).isEqualTo(text("b"));
    assertThat(script.answer(first("", "", "Go."))).isEqualTo(text("c"));
  }

  @Test
  void passesOverAnEntryThatIsUsedUp() {
    var script =
        ConversationScript.builder()
            .on("review")
            .first(2, new Overloaded())
            .always(text("fine"))
            .build();
    var request = first("review", "", "Look.");

    assertThat(script.answer(request)).isEqualTo(new Overloaded());
    assertThat(script.answer(request)).isEqualTo(new Overloaded());
    assertThat(script.answer(request)).isEqualTo(text("fine"));
    assertThat(script.answer(request)).isEqualTo(text("fine"));
  }

  @Test
  void namesTheEntriesNobodyAskedFor() {
    var script =
        ConversationScript.builder()
            .on("coding", "T1")
            .turns(text("one"), text("two"))
            .on("reveiw")
            .always(text("fine"))
            .build();

    script.answer(first("coding", "T1", "Go."));

    assertThat(script.unused())
        .extracting(When::toString)
        .containsExactly("role coding, task T1, turn 1", "role reveiw");
  }

  @Test
  void leavesTheRestToTheNextScript() {
    var script =
        ConversationScript.builder()
            .on("coding")
            .always(text("one"))
            .build()
            .orElse(_ -> text("other"));

    assertThat(script.answer(first("coding", "", "Go."))).isEqualTo(text("one"));
    assertThat(script.answer(first("review", "", "Go."))).isEqualTo(text("other"));
  }
}
