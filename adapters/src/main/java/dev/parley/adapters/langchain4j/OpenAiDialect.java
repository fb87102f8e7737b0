package dev.parley.adapters.langchain4j;

import dev.parley.llm.ModelFailure;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where servers that speak Chat Completions differ.
 *
 * @param completionTokens the limit is {@code max_completion_tokens}, not {@code max_tokens}
 * @param schemaInPrompt the server takes no {@code response_format} of type {@code json_schema}
 */
record OpenAiDialect(boolean completionTokens, boolean schemaInPrompt) {

  private static final String OPENAI_HOST = "api.openai.com";
  private static final Pattern REASONING_MODEL = Pattern.compile("(?:gpt-[5-9]|o[1-9]).*");
  private static final Pattern NOT_TAKEN =
      Pattern.compile(
          "unsupported|not supported|unknown|unrecognized|unexpected|not permitted",
          Pattern.CASE_INSENSITIVE);

  /** What a server is taken to speak until it says otherwise. */
  static OpenAiDialect of(String host, String model) {
    return new OpenAiDialect(
        host.equals(OPENAI_HOST) || REASONING_MODEL.matcher(model).matches(), false);
  }

  /** How to say it instead; empty if the failure is about something else. */
  Optional<OpenAiDialect> after(ModelFailure failure) {
    String said = String.valueOf(failure.getMessage());
    if (failure.kind() != ModelFailure.Kind.BAD_REQUEST) {
      return Optional.empty();
    }
    if (said.contains("max_completion_tokens")
        && (!completionTokens || NOT_TAKEN.matcher(said).find())) {
      return Optional.of(new OpenAiDialect(!completionTokens, schemaInPrompt));
    }
    if (!schemaInPrompt && (said.contains("response_format") || said.contains("json_schema"))) {
      return Optional.of(new OpenAiDialect(completionTokens, true));
    }
    return Optional.empty();
  }
}
