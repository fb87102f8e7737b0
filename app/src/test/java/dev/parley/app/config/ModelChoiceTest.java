package dev.parley.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

  @Test
  void takesTheFirstProviderWithAKey() {
    var both = Map.of("OPENAI_API_KEY", "k", "ANTHROPIC_API_KEY", "k");

    assertThat(choose("", both).inWords())
        .isEqualTo(
            "requirements, planning, coding: anthropic/claude-sonnet-4-5;"
                + " review: anthropic/claude-haiku-4-5");
    assertThat(choose("", Map.of("ANTHROPIC_API_KEY", " ", "OPENAI_API_KEY", "k")).inWords())
        .isEqualTo("requirements, planning, coding: openai/gpt-5; review: openai/gpt-5-mini");
    assertThat(choose("", both).byDefault()).isTrue();
  }

  @Test
  void aModelTheUserNamesServesEveryRoleNotNamed() {
    var choice =
        choose(
            "[models]\ndefault = 'local/a'\ncoding = 'local/b'\n",
            Map.of("ANTHROPIC_API_KEY", "k"));

    assertThat(choice.inWords())
        .isEqualTo("requirements, planning, review: local/a; coding: local/b");
    assertThat(choice.byDefault()).isFalse();
  }

  @Test
  void namesTheThreeWaysToGetAModelWhenThereIsNone() {
    assertThatThrownBy(() -> choose("[models]\nreview = 'a/b'\n", Map.of()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.NO_MODEL);
              assertThat(e.problem().remedy())
                  .contains("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "base_url");
            });
  }

  private static ModelChoice choose(String toml, Map<String, String> environment) {
    var models = ConfigurationLoaderTest.load(toml, "", false).configuration().models();
    return ModelChoice.of(models, environment);
  }
}
