package dev.parley.app.run;

import dev.parley.adapters.otel.OtlpTarget;
import dev.parley.app.config.Configuration;
import dev.parley.app.wiring.Tracing;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether and where to export, from the settings or else from OpenTelemetry's own variables. What
 * headers hold is in no message.
 */
final class TracingSettings {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  private static final String DISABLED = "OTEL_SDK_DISABLED";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final int HEADERS_MAX = 32;

  private TracingSettings() {}

  /**
   * Empty unless an endpoint is named.
   *
   * @throws ProblemException BAD_CONFIG
   */
  static Optional<Tracing> of(Configuration.Otel otel, Map<String, String> environment) {
    if (environment.getOrDefault(DISABLED, "").equalsIgnoreCase("true")) {
      return Optional.empty();
    }
    var endpoint = otel.endpoint().or(() -> variable(environment, ENDPOINT));
    var headers = headers(otel.headers().or(() -> variable(environment, HEADERS)).orElse(""));
    return endpoint.map(url ->
        new Tracing(
            new OtlpTarget(uri(url), headers, version(), OtlpTarget.FLUSH), otel.content()));
  }

  private static URI uri(String url) {
    try {
      var uri = URI.create(url);
      boolean usable =
          uri.getHost() != null
              && uri.getScheme() != null
              && uri.getScheme().matches("https?")
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (usable) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without what the address may hold.
    }
    throw wrong("the address of the OpenTelemetry collector is no http or https URL");
  }

  /** As W3C Baggage has it: {@code name=value,name=value}, values percent-encoded. */
  static Map<String, String> headers(String text) {
    var headers = new LinkedHashMap<String, String>();
    for (var pair : text.split(",", -1)) {
      if (!pair.isBlank()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).strip();
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1).strip());
        if (!NAME.matcher(name).matches()
            || value.chars().anyMatch(Character::isISOControl)
            || headers.size() >= HEADERS_MAX) {
          throw wrong("headers for the OpenTelemetry collector are not name=value,name=value");
        }
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong("a header for the OpenTelemetry collector has a broken percent-encoding");
    }
  }

  private static ProblemException wrong(String message) {
    return new ProblemException(
        new Problem(
            Code.BAD_CONFIG,
            message,
            "Mend [otel] in your settings, or " + ENDPOINT + " and " + HEADERS + "."));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String version() {
    return Optional.ofNullable(TracingSettings.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
