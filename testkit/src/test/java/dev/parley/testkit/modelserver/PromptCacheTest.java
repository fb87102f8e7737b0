package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.body;
import static dev.parley.testkit.modelserver.Caller.json;
import static dev.parley.testkit.modelserver.Protocol.ANTHROPIC;
import static dev.parley.testkit.modelserver.Protocol.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cache as a client sees it, in the usage of its answers. */
class PromptCacheTest {

  private static final String MARK = "'cache_control': {'type': 'ephemeral'}";

  /** 2,000 tokens. */
  private static final String LONG = "word, ok".repeat(1_000);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final ScriptedModelServer server =
      ScriptedModelServer.start(
          ServerOptions.defaults().withClock(now::get), _ -> ScriptedAnswer.text("Fine."));
  private final Caller caller = new Caller(server);

  @AfterEach
  void stop() {
    caller.close();
    server.close();
  }

  private static ObjectNode marked(String system, String question) {
    return json(
        """
        {'model': 'm', 'max_tokens': 100,
         'system': [{'type': 'text', 'text': '%s', %s}],
         'messages': [{'role': 'user', 'content': '%s'}]}
        """
            .formatted(system, MARK, question));
  }

  private String usage(ObjectNode body) {
    var usage = body(caller.ask(ANTHROPIC, body)).path("usage");
    return "plain %d, written %d, read %d"
        .formatted(
            usage.path("input_tokens").asInt(),
            usage.path("cache_creation_input_tokens").asInt(),
            usage.path("cache_read_input_tokens").asInt());
  }

  @Test
  void writesAMarkedBeginningOnceAndReadsItAfterwards() {
    assertThat(usage(marked(LONG, "One?"))).isEqualTo("plain 1, written 2000, read 0");
    assertThat(usage(marked(LONG, "Two?"))).isEqualTo("plain 1, written 0, read 2000");
    assertThat(usage(marked(LONG + 'x', "Two?"))).isEqualTo("plain 1, written 2001, read 0");
  }

  @Test
  void doesNotCacheWhatIsShortOrNotMarked() {
    var unmarked = json(marked(LONG, "One?").toString().replace("cache_control", "title"));

    assertThat(usage(marked("Be brief.", "One?"))).isEqualTo("plain 4, written 0, read 0");
    assertThat(usage(marked("Be brief.", "One?"))).isEqualTo("plain 4, written 0, read 0");
    assertThat(usage(unmarked)).isEqualTo("plain 2001, written 0, read 0");
    assertThat(usage(unmarked)).isEqualTo("plain 2001, written 0, read 0");
  }

  @Test
  void readsWhatAnEarlierTurnWroteWhenTheMarkHasMovedOn() {
    var turn =
        """
        {'model': 'm', 'max_tokens': 100, 'messages': [
          {'role': 'user', 'content': [{'type': 'text', 'text': '%s'%s}]}%s]}
        """;
    var next =
        """
        , {'role': 'assistant', 'content': 'Four'},
          {'role': 'user', 'content': [{'type': 'text', 'text': 'Go on. %s', %s}]}
        """
            .formatted("x".repeat(393), MARK);

    assertThat(usage(json(turn.formatted(LONG, ", " + MARK, ""))))
        .isEqualTo("plain 0, written 2000, read 0");
    assertThat(usage(json(turn.formatted(LONG, "", next))))
        .isEqualTo("plain 0, written 101, read 2000");
  }

  @Test
  void forgetsWhatIsNotUsedForFiveMinutes() {
    usage(marked(LONG, "One?"));
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(4)));
    assertThat(usage(marked(LONG, "Two?"))).endsWith("read 2000");
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(4)));
    assertThat(usage(marked(LONG, "Three?"))).endsWith("read 2000");
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
    assertThat(usage(marked(LONG, "Four?"))).endsWith("written 2000, read 0");
  }

  @Test
  void keepsModelsApart() {
    usage(marked(LONG, "One?"));

    assertThat(usage(marked(LONG, "One?").put("model", "other"))).endsWith("read 0");
  }

  @Test
  void cachesWithoutMarksInStepsWhereTheProviderDoes() {
    var body =
        json(
            """
            {'model': 'm', 'messages': [
              {'role': 'system', 'content': '%s'}, {'role': 'user', 'content': 'Four'}]}
            """
                .formatted(LONG));

    var first = body(caller.ask(OPENAI, body)).path("usage");
    var second = body(caller.ask(OPENAI, body)).path("usage");

    assertThat(cached(first)).isZero();
    assertThat(cached(second)).isEqualTo(1_920);
    assertThat(second.path("prompt_tokens").asInt()).isEqualTo(2_001);
  }

  private static int cached(JsonNode usage) {
    return usage.path("prompt_tokens_details").path("cached_tokens").asInt();
  }
}
