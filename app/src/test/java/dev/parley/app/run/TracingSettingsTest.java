package dev.parley.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.config.Configuration;
import dev.parley.app.wiring.Tracing;
import dev.parley.model.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {

  private static final String URL = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";

  @Test
  void isOffUnlessAnEndpointIsNamed() {
    assertThat(of(Map.of())).isEmpty();
    assertThat(of(Map.of(URL, " "))).isEmpty();
    assertThat(of(Map.of(URL, "http://c:4318"))).isPresent();
    assertThat(of(Map.of(URL, "http://c:4318", "OTEL_SDK_DISABLED", "TRUE"))).isEmpty();
  }

  @Test
  void settingsCountBeforeTheVariablesOfOpenTelemetry() {
    var otel = new Configuration.Otel(Optional.of("https://mine"), Optional.of("a=1"), true);

    var tracing = TracingSettings.of(otel, Map.of(URL, "http://c", HEADERS, "b=2")).orElseThrow();

    assertThat(tracing.target().endpoint()).hasToString("https://mine");
    assertThat(tracing.target().headers()).isEqualTo(Map.of("a", "1"));
    assertThat(tracing.content()).isTrue();
  }

  @Test
  void headersAreReadAsTheSpecificationSays() {
    assertThat(TracingSettings.headers(" a = 1 ,b=Bearer%20x+y==,"))
        .isEqualTo(Map.of("a", "1", "b", "Bearer x+y=="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "=secret", "a b=secret", "a=secret%0d%0aX: y", "a=secret%zz"})
  void aWrongHeaderIsRefusedAndNotShown(String headers) {
    assertThatThrownBy(() -> of(Map.of(URL, "http://c", HEADERS, headers)))
        .isInstanceOf(ProblemException.class)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4318", "ftp://secret", "http:///secret", "http://a b/secret"})
  void aWrongAddressIsRefusedAndNotShown(String url) {
    assertThatThrownBy(() -> of(Map.of(URL, url)))
        .isInstanceOf(ProblemException.class)
        .hasMessageNotContaining("secret");
  }

  private static Optional<Tracing> of(Map<String, String> environment) {
    return TracingSettings.of(Configuration.Otel.OFF, environment);
  }
}
