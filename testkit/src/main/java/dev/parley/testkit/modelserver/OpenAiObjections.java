package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objections in OpenAI's form: each names the field at fault and most carry a code. */
final class OpenAiObjections {

  private final Objections objections = new Objections();

  Optional<ProviderError> first() {
    return objections.first();
  }

  void plain(String message) {
    add(null, null, message);
  }

  void at(String param, String format, Object... args) {
    add(null, param, format.formatted(args));
  }

  void coded(String code, String param, String format, Object... args) {
    add(code, param, format.formatted(args));
  }

  void missing(String param) {
    coded("missing_required_parameter", param, "Missing required parameter: '%s'.", param);
  }

  void emptyArray(String param) {
    coded(
        "empty_array",
        param,
        "Invalid '%s': empty array. Expected an array with minimum length 1, but got an"
            + " empty array instead.",
        param);
  }

  void wrongType(String param, String expected) {
    coded("invalid_type", param, "Invalid type for '%s': expected %s.", param, expected);
  }

  /** What "strict" asks of a schema beyond JSON Schema: closed objects, every property required. */
  void strictSchema(String what, String param, String code, JsonNode schema) {
    StrictSchema.openObject(schema)
        .ifPresent(open ->
            coded(
                code,
                param,
                "Invalid schema for %s: In context=%s, 'additionalProperties' is"
                    + " required to be supplied and to be false.",
                what,
                open.context()));
    StrictSchema.optionalProperty(schema)
        .ifPresent(open ->
            coded(
                code,
                param,
                "Invalid schema for %s: In context=%s, 'required' is required to be"
                    + " supplied and to be an array including every key in properties."
                    + " Missing '%s'.",
                what,
                open.context(),
                StrictSchema.missingRequired(open.schema()).orElse("")));
  }

  private void add(@Nullable String code, @Nullable String param, String message) {
    objections.add(new ProviderError(400, "invalid_request_error", message, param, code));
  }
}
