package dev.parley.adapters.langchain4j;

import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Calls providers over HTTP, each by the first part of the model's name. One call is one request:
 * trying again is somebody else's business. Nothing heavy is loaded before the first call.
 */
public final class LangChainModelClient implements ModelClient {

  private final Map<String, ProviderSettings> providers;
  private final CallTimeouts timeouts;
  private final InstantSource clock;
  private @Nullable Transport transport;

  /**
   * A client with {@link CallTimeouts#STANDARD}.
   *
   * @param providers by {@link ProviderSettings#name}
   */
  public LangChainModelClient(Map<String, ProviderSettings> providers) {
    this(providers, CallTimeouts.STANDARD, InstantSource.system());
  }

  /**
   * @param clock tells what a {@code retry-after} with a date means
   */
  public LangChainModelClient(
      Map<String, ProviderSettings> providers, CallTimeouts timeouts, InstantSource clock) {
    this.providers = Map.copyOf(providers);
    this.timeouts = timeouts;
    this.clock = clock;
  }

  @Override
  public ModelReply call(ModelRequest request) {
    ProviderSettings settings = settings(request);
    Wire wire = Wire.of(settings);
    try {
      String body = wire.body(request).toString();
      return wire.reply(transport().answer(wire, request, body));
    } catch (ModelFailure failure) {
      throw Failures.withoutKey(failure, settings.apiKey());
    }
  }

  /** Names the providers, never their keys. */
  @Override
  public String toString() {
    return "LangChainModelClient" + new TreeSet<>(providers.keySet());
  }

  private ProviderSettings settings(ModelRequest request) {
    String name = request.model().provider();
    ProviderSettings settings = providers.get(name);
    if (settings != null) {
      return settings;
    }
    String known =
        providers.isEmpty()
            ? "none is"
            : "there is " + String.join(", ", new TreeSet<>(providers.keySet()));
    throw new Problem(
            Code.NO_MODEL,
            "no provider '%s' is set up for model %s; %s".formatted(name, request.model(), known),
            "Set %s_API_KEY, or name a model of another provider with --model."
                .formatted(name.toUpperCase(Locale.ROOT).replace('-', '_')))
        .raise();
  }

  private synchronized Transport transport() {
    Transport made = transport;
    if (made == null) {
      made = new Transport(timeouts, clock);
      transport = made;
    }
    return made;
  }
}
