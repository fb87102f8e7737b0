package dev.parley.adapters.langchain4j;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a provider is and how it is spoken to.
 *
 * @param name the part of a model's name before the slash
 * @param baseUrl with or without a trailing slash; for ANTHROPIC also with or without {@code /v1}
 * @param apiKey blank if the server wants none; never part of {@link #toString}
 */
public record ProviderSettings(String name, Protocol protocol, String baseUrl, String apiKey) {

  /** What is spoken over HTTP. */
  public enum Protocol {
    /** Anthropic Messages. */
    ANTHROPIC,
    /** OpenAI Chat Completions and what is compatible with it. */
    OPENAI
  }

  /**
   * @throws dev.parley.model.ProblemException BAD_CONFIG if the URL or the key cannot be used
   */
  public ProviderSettings {
    apiKey = apiKey.strip();
    baseUrl = withoutTrailingSlashes(baseUrl.strip());
    if (!isHttpUrl(baseUrl)) {
      throw new Problem(
              Code.BAD_CONFIG,
              "the base URL of provider '%s' is not an http or https URL".formatted(name),
              "Write it like https://host/v1, without user name and password.")
          .raise();
    }
    // java.net.http would repeat an illegal header value in its message.
    if (!apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new Problem(
              Code.BAD_CONFIG,
              "the key of provider '%s' has characters that no key has".formatted(name),
              "Set it again, without line breaks and spaces.")
          .raise();
    }
  }

  @Override
  public String toString() {
    return "ProviderSettings[%s, %s, %s, key %s]"
        .formatted(name, protocol, baseUrl, apiKey.isEmpty() ? "none" : "set");
  }

  private static String withoutTrailingSlashes(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }

  private static boolean isHttpUrl(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
