package dev.parley.analytics.trace;

import dev.parley.model.ModelName;
import dev.parley.model.TokenUsage;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of OpenTelemetry's semantic conventions for generative AI
 * (github.com/open-telemetry/semantic-conventions-genai, v0.1.0).
 */
final class GenAi {

  static final String OPERATION = "gen_ai.operation.name";
  static final String PROVIDER = "gen_ai.provider.name";
  static final String MODEL = "gen_ai.request.model";
  static final String AGENT = "gen_ai.agent.name";
  static final String TOOL = "gen_ai.tool.name";
  static final String TOKEN_TYPE = "gen_ai.token.type";
  static final String ERROR = "error.type";

  /** A model may ask for tools that do not exist, under any name. */
  private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{0,63}");

  private static final Map<String, String> PROVIDERS =
      Map.of(
          "gemini", "gcp.gemini",
          "google", "gcp.gen_ai",
          "vertex", "gcp.vertex_ai",
          "bedrock", "aws.bedrock",
          "azure", "azure.ai.openai",
          "mistral", "mistral_ai",
          "xai", "x_ai",
          "moonshot", "moonshot_ai");

  private GenAi() {}

  static String provider(ModelName model) {
    return PROVIDERS.getOrDefault(model.provider(), model.provider());
  }

  static String tool(String name) {
    return TOOL_NAME.matcher(name).matches() ? name : LabelBounds.OTHER;
  }

  /** All that was sent, from a cache or not: what the conventions count as input. */
  static long input(TokenUsage usage) {
    return usage.input() + usage.cacheWrite() + usage.cacheRead();
  }
}
