package dev.parley.adapters.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonJsonCodecTest {

  private final JacksonJsonCodec codec = new JacksonJsonCodec();

  @Test
  void readsAnObjectWithEverythingInIt() {
    JsonObject object =
        codec.parse(
            """
             {"text": "ä\\n\\u0041", "yes": true, "count": 3, "none": null,
              "names": ["a", "b"], "inner": [{"id": "x"}]}
            """);

    assertThat(object.string("text")).isEqualTo("ä\nA");
    assertThat(object.bool("yes")).isTrue();
    assertThat(object.integer("count")).isEqualTo(3);
    assertThat(object.has("none")).isFalse();
    assertThat(object.strings("names")).containsExactly("a", "b");
    assertThat(object.objects("inner").getFirst().string("id")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "3",
        "\"text\"",
        "[{}]",
        "{",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1} {}",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":2}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1 // b\n}",
        "{\"a\":\"\n\"}",
        "{\"b\":{\"a\":1,\"a\":2}}"
      })
  void refusesWhatIsNotExactlyOneObject(String text) {
    assertThat(objection(text)).matches("line \\d+, column \\d+: .+");
  }

  @Test
  void saysWhereItWentWrong() {
    assertThat(objection("{\n  \"a\": 1\n  \"b\": 2}")).startsWith("line 3, column 3: ");
  }

  @Test
  void refusesWhatIsTooDeepTooLongOrTooLarge() {
    int deep = JacksonJsonCodec.MAX_DEPTH + 1;
    assertThat(objection("{\"a\":" + "[".repeat(deep) + "]".repeat(deep) + "}")).contains("depth");
    assertThat(objection("{\"a\":" + "9".repeat(200) + "}")).contains("length");
    assertThat(objection("{\"a\":\"" + "x".repeat(JacksonJsonCodec.MAX_LENGTH) + "\"}"))
        .contains("at most 4000000");
  }

  @Test
  void neverRepeatsALargeText() {
    assertThat(objection("{" + "x".repeat(1_000_000) + "}")).hasSizeLessThan(500);
    String name = "\"" + "n".repeat(900) + "\":1";
    assertThat(objection("{" + name + "," + name + "}")).hasSizeLessThan(500);
  }

  @Test
  void readsBackWhatItWrites() {
    Map<String, Object> value = Map.of("a", List.of(1, 2), "b", Map.of("c", "\"quoted\" \u2028"));

    assertThat(codec.parse(codec.write(value)).fields()).isEqualTo(value);
  }

  private String objection(String text) {
    var messages = new ArrayList<String>();
    assertThatThrownBy(() -> codec.parse(text))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class, e -> messages.add(String.valueOf(e.getMessage())));
    return messages.getFirst();
  }
}
