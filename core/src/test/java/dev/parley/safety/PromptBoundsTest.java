package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.llm.Message;
import dev.parley.llm.Requests;
import dev.parley.llm.Role;
import dev.parley.llm.ToolCall;
import dev.parley.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptBoundsTest {

  private final PromptBounds bounds = new PromptBounds();

  @Test
  void countsEveryByteOfAFirstRequest() {
    assertThat(bounds.of(Requests.saying("x".repeat(10_000)))).isBetween(10_000L, 11_000L);
  }

  @Test
  void goesOnFromWhatTheProviderCounted() {
    List<Message> messages = new ArrayList<>(List.of(new Message.User("x".repeat(100_000))));
    bounds.learn(Requests.saying(Role.CODING, messages), new TokenUsage(1_000, 50, 20_000, 4_000));

    messages.add(new Message.Assistant("ok", List.of(new ToolCall("c1", "read_file", "{}"))));
    messages.add(new Message.ToolResult("c1", "read_file", "y".repeat(500), false));

    assertThat(bounds.of(Requests.saying(Role.CODING, messages))).isBetween(25_500L, 26_500L);
  }

  @Test
  void forgetsTheCountWhenTheConversationIsAnother() {
    bounds.learn(Requests.saying("x".repeat(10_000)), new TokenUsage(10, 1, 0, 0));

    assertThat(bounds.of(Requests.saying("z".repeat(10_000)))).isGreaterThan(10_000);
  }

  @Test
  void remembersOnlySoManyConversations() {
    var first = Requests.saying("x".repeat(10_000));
    bounds.learn(first, new TokenUsage(10, 1, 0, 0));
    for (int i = 0; i < 2_000; i++) {
      bounds.learn(Requests.saying("number " + i), new TokenUsage(10, 1, 0, 0));
    }

    assertThat(bounds.of(first)).isGreaterThan(10_000);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void measuresTextAsUtf8Does(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      var text = new StringBuilder();
      random
          .ints(30, 0, Character.MAX_CODE_POINT + 1)
          .filter(c -> c < 0xD800 || c > 0xDFFF)
          .map(c -> random.nextBoolean() ? c : c % 0x900)
          .forEach(text::appendCodePoint);

      assertThat(Utf8.length(text.toString()))
          .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
    }
  }
}
