package dev.parley.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.llm.ModelReply.StopReason;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallbackModelClientTest {

  private static final ModelName SECOND = ModelName.parse("openai/gpt-5");
  private static final ModelName THIRD = ModelName.parse("local/m");

  private final Map<ModelName, ProblemException> failing = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<LlmPayload> heard = new ArrayList<>();

  @Test
  void asksNobodyElseWhileTheModelAnswers() {
    assertThat(ask(Role.CODING)).isEqualTo(Requests.MODEL.toString());
    assertThat(asked).containsExactly("at once " + Requests.MODEL);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"MODEL_UNAVAILABLE", "NO_MODEL"})
  void asksTheNextInOrderAndSaysWhy(Code code) {
    fail(Requests.MODEL, code);
    fail(SECOND, code);

    assertThat(ask(Role.CODING)).isEqualTo(THIRD.toString());
    assertThat(asked)
        .containsExactly("at once " + Requests.MODEL, "at once " + SECOND, "waiting " + THIRD);
    assertThat(heard)
        .containsExactly(
            new LlmPayload.FellBack(
                Role.CODING, Requests.MODEL, SECOND, Optional.empty(), "overloaded"),
            new LlmPayload.FellBack(Role.CODING, SECOND, THIRD, Optional.empty(), "overloaded"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"LIMIT_REACHED", "INTERRUPTED", "MODEL_NOT_PRICED"})
  void neverAsksAnotherForWhatIsNotTheModels(Code code) {
    fail(Requests.MODEL, code);

    assertThatThrownBy(() -> ask(Role.CODING))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
    assertThat(asked).hasSize(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void waitsForTheModelOfARoleThatHasNoOther() {
    assertThat(ask(Role.REVIEW)).isEqualTo(Requests.MODEL.toString());
    assertThat(asked).containsExactly("waiting " + Requests.MODEL);
  }

  @Test
  void saysWhatEachSaidWhenNoneAnswers() {
    fail(Requests.MODEL, Code.NO_MODEL);
    fail(SECOND, Code.MODEL_UNAVAILABLE);
    fail(THIRD, Code.MODEL_UNAVAILABLE);

    assertThatThrownBy(() -> ask(Role.CODING))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.NO_MODEL);
              assertThat(e.problem().message())
                  .isEqualTo("%s failed; %s failed; %s failed", Requests.MODEL, SECOND, THIRD);
              assertThat(e.problem().remedy()).isEqualTo("mend " + Requests.MODEL);
            });
  }

  @Test
  void saysThatAnotherModelAnswered() {
    fail(Requests.MODEL, Code.MODEL_UNAVAILABLE);

    assertThat(reply(Role.CODING).standIn()).isTrue();
  }

  private String ask(Role role) {
    return reply(role).text();
  }

  private ModelReply reply(Role role) {
    var client =
        new FallbackModelClient(
            request -> answer("waiting ", request),
            request -> answer("at once ", request),
            Map.of(Role.CODING, List.of(SECOND, Requests.MODEL, THIRD)),
            heard::add);
    return client.call(Requests.saying(role, List.of(new Message.User("hi"))));
  }

  private ModelReply answer(String how, ModelRequest request) {
    asked.add(how + request.model());
    var problem = failing.get(request.model());
    if (problem != null) {
      throw problem;
    }
    return new ModelReply(request.model().toString(), List.of(), StopReason.END, Optional.empty());
  }

  private void fail(ModelName model, Code code) {
    failing.put(
        model,
        new ProblemException(
            new Problem(code, model + " failed", "mend " + model, Map.of("kind", "overloaded"))));
  }
}
