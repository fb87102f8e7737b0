package dev.parley.adapters.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.Answer;
import dev.parley.llm.AnswerSchema;
import dev.parley.llm.CallContext;
import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.llm.StructuredCall;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.testkit.ModelScene;
import dev.parley.testkit.ScriptedModelClient;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading what models answer, with the real codec. */
class StructuredCallTest {

  private static final RunId RUN = new RunId("run-1");
  private static final String GOOD = "{\"title\": \"Export\"}";

  private final ScriptedModelClient model = new ScriptedModelClient();

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "\n\n  {\"title\": \"Export\", \"unknown\": [1]}\n",
        "```json\n{\"title\": \"Export\"}\n```",
        "```\n{\"title\":\n\"Export\"}\n```\n",
        "Here it is:\n\n```json\n{\"title\": \"Export\"}\n```\nAnything else?"
      })
  void readsOneObjectAloneOrInOneFencedBlock(String text) {
    assertThat(ask(ModelScene.says(text))).isEqualTo(new Answer.Answered<>("Export"));
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void readsTheArgumentsOfASingleToolCall() {
    assertThat(ask(ModelScene.asksFor("answer", GOOD))).isEqualTo(new Answer.Answered<>("Export"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I think the title is Export.",
        "{\"title\": \"Export\"",
        "{\"title\": 3}",
        "{\"title\": \"\"}",
        "{}",
        "[{\"title\": \"Export\"}]",
        "{\"title\": \"Export\"} {\"title\": \"Import\"}",
        "```json\n{\"title\": \"a\"}\n```\n```json\n{\"title\": \"b\"}\n```",
        "```json\n{\"title\": \"Export\"}"
      })
  void sendsAnUnusableAnswerBackOnceWithTheReason(String text) {
    assertThat(ask(ModelScene.says(text), ModelScene.says(GOOD)))
        .isEqualTo(new Answer.Answered<>("Export"));

    List<Message> repair = model.requests().get(1).messages();
    assertThat(repair).hasSize(3);
    assertThat(repair.get(1)).isEqualTo(new Message.Assistant(text, List.of()));
    assertThat(repair.get(2))
        .isInstanceOfSatisfying(
            Message.User.class,
            user -> assertThat(user.text()).startsWith("Your answer was not usable: "));
  }

  @Test
  void tellsTheModelWhatTheReaderObjectsTo() {
    ask(ModelScene.says("{\"title\": 3}"), ModelScene.says(GOOD));

    assertThat(model.requests().get(1).messages().getLast())
        .isInstanceOfSatisfying(
            Message.User.class,
            user -> assertThat(user.text()).contains("title must be a non-blank string"));
  }

  @Test
  void givesUpAfterTheSecondUnusableAnswer() {
    Answer<String> answer = ask(ModelScene.says("no"), ModelScene.says("{\"title\": 3}"));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Unusable.class,
            unusable -> {
              assertThat(unusable.code()).isEqualTo(Code.MODEL_ANSWER_MALFORMED);
              assertThat(unusable.reason()).contains("twice").contains("title must be");
            });
    assertThat(model.requests()).hasSize(2);
  }

  @Test
  void letsTheLastReaderBeContentWithLess() {
    model.on(Role.PLANNING, ModelScene.says("{}"), ModelScene.says("{}"));

    Answer<String> answer =
        new StructuredCall(model, new JacksonJsonCodec())
            .ask(request(), StructuredCallTest::title, _ -> "untitled");

    assertThat(answer).isEqualTo(new Answer.Answered<>("untitled"));
  }

  @Test
  void neverTakesACutAnswerForAWholeOne() {
    Answer<String> answer = ask(new ModelScene.CutAtTheLimit(GOOD + GOOD));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Unusable.class,
            unusable -> assertThat(unusable.reason()).contains("cut off at 4096 tokens"));
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void neverTakesARefusalForAnAnswer() {
    Answer<String> answer = ask(new ModelScene.Refuses(GOOD));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Unusable.class,
            unusable -> assertThat(unusable.code()).isEqualTo(Code.MODEL_REFUSED));
    assertThatThrownBy(answer::orThrow).hasMessageContaining("declined");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n"})
  void anEmptyAnswerIsAnError(String text) {
    assertThat(ask(ModelScene.says(text))).isInstanceOf(Answer.Unusable.class);
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void aFailureIsNoAnswer() {
    model.on(Role.PLANNING, ModelScene.fails(ModelFailure.Kind.OVERLOADED));

    assertThatThrownBy(this::askAgain).isInstanceOf(ModelFailure.class);
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void noAnswerWhateverItIsBreaksTheReading(long seed) {
    var random = new Random(seed);
    ModelClient babbling =
        _ -> new ModelReply(babble(random), List.of(), StopReason.END, Optional.empty());

    assertThatCode(() ->
            new StructuredCall(babbling, new JacksonJsonCodec())
                .ask(request(), StructuredCallTest::everything))
        .doesNotThrowAnyException();
  }

  /** A good answer with pieces cut out, doubled, swapped or replaced by what JSON is made of. */
  private static String babble(Random random) {
    var text =
        new StringBuilder(
            "```json\n{\"title\":\"Ex\\u0041\",\"n\":[1,2.5,-3e9,{\"id\":null}],\"ok\":true}\n```\n");
    String[] pieces = {
      "{",
      "}",
      "[",
      "]",
      "\"",
      "\\",
      ":",
      ",",
      "```",
      "\n",
      "null",
      "1e999",
      "-",
      "\\ud800",
      "\uD83D",
      "\u0000",
      "9".repeat(150),
      "[".repeat(100),
      "{\"title\":",
      "<data",
      "true",
      "\uFEFF"
    };
    for (int i = random.nextInt(12); i > 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(8));
      text.replace(from, to, pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static String everything(JsonObject object) {
    object.integer("n");
    object.optionalString("title");
    object.objects("n").forEach(item -> item.optionalInteger("id"));
    object.strings("n");
    return title(object);
  }

  private static String title(JsonObject object) {
    String title = object.string("title");
    if (title.length() > 100) {
      throw new MalformedAnswerException("title is longer than 100 characters");
    }
    return title;
  }

  private Answer<String> ask(ModelScene... scenes) {
    model.on(Role.PLANNING, scenes);
    return askAgain();
  }

  private Answer<String> askAgain() {
    return new StructuredCall(model, new JacksonJsonCodec())
        .ask(request(), StructuredCallTest::title);
  }

  private static ModelRequest request() {
    return new ModelRequest(
        Role.PLANNING,
        new ModelName("anthropic", "claude-haiku-4-5"),
        new CallContext(RUN, Optional.empty(), new Fence(StreamId.draft(RUN), 1)),
        "You plan.",
        List.of(new Message.User("Plan.")),
        List.of(),
        Optional.of(new AnswerSchema("title", "{\"type\":\"object\"}")),
        4_096,
        false);
  }
}
