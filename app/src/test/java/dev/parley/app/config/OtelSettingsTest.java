package dev.parley.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtelSettingsTest {

  private static final String ALL =
      """
      [otel]
      endpoint = "https://c:4318"
      headers = "authorization=Bearer%20x"
      content = true
      """;

  @Test
  void areReadFromTheUsersFile() {
    assertThat(ConfigurationLoaderTest.load(ALL, "", false).configuration().otel())
        .isEqualTo(
            new Configuration.Otel(
                Optional.of("https://c:4318"), Optional.of("authorization=Bearer%20x"), true));
  }

  @Test
  void aRepositorySendsNothingAnywhereUntilItIsTrusted() {
    var untrusted = ConfigurationLoaderTest.load("", ALL, false);

    assertThat(untrusted.configuration().otel()).isEqualTo(Configuration.Otel.OFF);
    assertThat(untrusted.warnings().toString()).doesNotContain("Bearer");
    assertThat(ConfigurationLoaderTest.load("", ALL, true).configuration().otel().endpoint())
        .contains("https://c:4318");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headers = [\"authorization=secret\"]",
        "endpoint = \"c:4318/secret\"",
        "[otel.headers]\nauthorization = \"secret\""
      })
  void noMessageShowsAKey(String wrong) {
    assertThatThrownBy(() -> ConfigurationLoaderTest.load("[otel]\n" + wrong, "", false))
        .hasMessageNotContaining("secret");
  }
}
