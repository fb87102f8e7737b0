package dev.parley.adapters.langchain4j;

import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.QuotaListener;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls providers over HTTP, each by the first part of the model's name. Trying again is somebody
 * else's business. Nothing heavy is loaded before the first call.
 */
public final class LangChainModelClient implements ModelClient {

  private static final int MAX_DIALECTS = 3;
  private static final int MAX_REMEMBERED = 1_000;

  private final Map<String, ProviderSettings> providers;
  private final Map<ModelName, Wire> wires = new ConcurrentHashMap<>();
  private final CallTimeouts timeouts;
  private final InstantSource clock;
  private final QuotaListener quotas;
  private @Nullable Transport transport;

  /**
   * A client with {@link CallTimeouts#STANDARD}.
   *
   * @param providers by {@link ProviderSettings#name}
   */
  public LangChainModelClient(Map<String, ProviderSettings> providers) {
    this(providers, (_, _) -> {});
  }

  /**
   * A client with {@link CallTimeouts#STANDARD}.
   *
   * @param quotas hears of every answer's and refusal's head, on the thread of the call
   */
  public LangChainModelClient(Map<String, ProviderSettings> providers, QuotaListener quotas) {
    this(providers, CallTimeouts.STANDARD, InstantSource.system(), quotas);
  }

  /**
   * @param clock tells what a {@code retry-after} with a date means
   */
  public LangChainModelClient(
      Map<String, ProviderSettings> providers,
      CallTimeouts timeouts,
      InstantSource clock,
      QuotaListener quotas) {
    this.providers = Map.copyOf(providers);
    this.timeouts = timeouts;
    this.clock = clock;
    this.quotas = quotas;
  }

  @Override
  public ModelReply call(ModelRequest request) {
    ProviderSettings settings = settings(request);
    Wire wire = wires.getOrDefault(request.model(), Wire.of(settings, request.model().model()));
    try {
      return call(wire, request);
    } catch (ModelFailure failure) {
      throw Failures.withoutKey(failure, settings.apiKey());
    }
  }

  /**
   * Says a refused request again in the server's dialect, and remembers it. What was refused as
   * malformed was not billed.
   */
  private ModelReply call(Wire first, ModelRequest request) {
    Wire wire = first;
    for (int said = 1; ; said++) {
      try {
        String body = wire.body(request).toString();
        ModelReply reply = wire.reply(transport().answer(wire, request, body));
        remember(request.model(), wire);
        return reply;
      } catch (ModelFailure failure) {
        if (said == MAX_DIALECTS) {
          throw failure;
        }
        wire = wire.otherwise(failure).orElseThrow(() -> failure);
      }
    }
  }

  private void remember(ModelName model, Wire wire) {
    if (wires.size() < MAX_REMEMBERED) {
      wires.put(model, wire);
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
      made = new Transport(timeouts, clock, quotas);
      transport = made;
    }
    return made;
  }
}
