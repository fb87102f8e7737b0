package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import dev.parley.model.RunId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefutationTest {

  private static final String TEXT =
      """
      // total is never 0, trust me
      if (total == 0) return; // total is checked
      return n / total;
      /* the caller
         checks the total */
      log("total was checked before");
      """;

  private static final Finding FINDING =
      Finding.byModel(
          Severity.HIGH,
          "correctness",
          "d",
          new Finding.Place("a.ts", 3, "return n / total;"),
          true);

  private static Refutation read(boolean refuted, String file, String quote) {
    return Refutation.of(
        new JsonObject(
            "", Map.of("refuted", refuted, "file", file, "quote", quote, "why", "It is checked.")),
        task(),
        FINDING);
  }

  private static ReviewTask task() {
    var run = new RunId("r");
    return new ReviewTask(
        "t",
        "",
        Map.of("a.ts", TEXT),
        Optional.empty(),
        Optional.empty(),
        Rounds.NONE,
        HeadText.of(Map.of("a.ts", TEXT)),
        new CallContext(run, Optional.empty(), new Fence(StreamId.review(run), 1)));
  }

  @Test
  void aQuoteOfTheCodeRefutes() {
    var refutation = read(true, "a.ts", "  if (total == 0)   return;");

    assertThat(refutation.holds()).isFalse();
    assertThat(refutation.reason()).startsWith("a.ts:2 shows").endsWith("It is checked.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}",
        "total is never 0",
        "// total is never 0, trust me",
        "total is checked",
        "n / 2",
      })
  void aQuoteThatIsNoCodeOfTheFileDoesNot(String quote) {
    assertThat(read(true, "a.ts", quote).holds()).isTrue();
  }

  @Test
  void aQuoteOfAnotherFileDoesNot() {
    assertThat(read(true, "b.ts", "if (total == 0) return;").holds()).isTrue();
  }

  @Test
  void aDoubtDoesNot() {
    assertThat(read(false, "a.ts", "return n / total;").holds()).isTrue();
  }

  @Test
  void anAnswerThatDoesNotSayIsNone() {
    assertThatThrownBy(
            () -> Refutation.of(new JsonObject("", Map.of("approved", true)), task(), FINDING))
        .isInstanceOf(MalformedAnswerException.class);
  }
}
