package dev.parley.app.config;

import dev.parley.app.config.Configuration.Models;
import dev.parley.app.config.Configuration.Price;
import dev.parley.app.config.Configuration.Run;
import dev.parley.app.config.Configuration.Sandbox;
import dev.parley.app.config.Configuration.Verification;
import dev.parley.app.config.Configuration.Workspace;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.safety.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes the typed configuration of the values that won; defaults are here. */
final class ConfigurationReader {

  static final Duration CHECK_TIMEOUT = Duration.ofMinutes(15);
  static final Duration SETUP_TIMEOUT = Duration.ofMinutes(30);

  private final Map<String, Assigned> values;

  private ConfigurationReader(Map<String, Assigned> values) {
    this.values = values;
  }

  static Configuration read(Map<String, Assigned> values, Limits limits) {
    var reader = new ConfigurationReader(values);
    return new Configuration(
        reader.models(),
        reader.providers(),
        reader.prices(),
        limits,
        new Verification(
            reader.commands("verification.commands"),
            reader.get("verification.timeout", Duration.class).orElse(CHECK_TIMEOUT)),
        new Workspace(
            reader.commands("workspace.setup"),
            reader.get("workspace.setup_timeout", Duration.class).orElse(SETUP_TIMEOUT),
            reader.texts("workspace.copy"),
            reader.variables()),
        new Sandbox(
            reader.get("sandbox.mode", String.class).orElse("auto").equals("auto"),
            reader.get("sandbox.network", Boolean.class).orElse(true),
            reader.texts("sandbox.env")),
        new Run(
            reader.get("run.allow_unverified", Boolean.class).orElse(false),
            reader.get("run.cache", Boolean.class).orElse(true)));
  }

  private Models models() {
    return new Models(
        get("models.default", ModelName.class),
        get("models.requirements", ModelName.class),
        get("models.planning", ModelName.class),
        get("models.coding", ModelName.class),
        get("models.review", ModelName.class));
  }

  private Map<String, Configuration.Provider> providers() {
    var providers = new LinkedHashMap<String, Configuration.Provider>();
    for (var name : names("providers")) {
      String at = "providers." + name + ".";
      providers.put(
          name,
          new Configuration.Provider(
              get(at + "base_url", String.class),
              get(at + "protocol", String.class),
              get(at + "api_key_env", String.class)));
    }
    return providers;
  }

  private Map<ModelName, Price> prices() {
    var prices = new LinkedHashMap<ModelName, Price>();
    for (var name : names("prices")) {
      prices.put(modelOf(name), price(name));
    }
    return prices;
  }

  private ModelName modelOf(String name) {
    if (!ModelName.isValid(name)) {
      throw Source.problem(
          origin("prices." + name) + ": '" + name + "' is not a model as provider/model",
          "Write the table as [prices.\"provider/model\"].");
    }
    return ModelName.parse(name);
  }

  private Price price(String name) {
    String at = "prices." + name + ".";
    if (get(at + "free", Boolean.class).orElse(false)) {
      return Price.FREE;
    }
    var input = get(at + "input", Money.class);
    var output = get(at + "output", Money.class);
    if (input.isEmpty() || output.isEmpty()) {
      throw Source.problem(
          origin("prices." + name) + ": the price of " + name + " needs input and output",
          "Give both in dollars per million tokens, or set free = true.");
    }
    return new Price(
        input.get(),
        output.get(),
        get(at + "cache_write", Money.class),
        get(at + "cache_read", Money.class));
  }

  private Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    for (var name : names("workspace.env")) {
      get("workspace.env." + name, String.class).ifPresent(v -> variables.put(name, v));
    }
    return variables;
  }

  /** The free names below a table, sorted. */
  private Set<String> names(String table) {
    var parts = table.split("\\.");
    var names = new TreeSet<String>();
    for (var assigned : values.values()) {
      var path = assigned.path();
      if (path.size() > parts.length && path.subList(0, parts.length).equals(List.of(parts))) {
        names.add(path.get(parts.length));
      }
    }
    return names;
  }

  private String origin(String prefix) {
    return values.values().stream()
        .filter(assigned -> assigned.dotted().startsWith(prefix + "."))
        .map(Assigned::origin)
        .findFirst()
        .orElse(prefix);
  }

  private List<String> texts(String key) {
    return get(key, List.class).map(ConfigurationReader::ofTexts).orElse(List.of());
  }

  private Optional<List<List<String>>> commands(String key) {
    return get(key, List.class).map(ConfigurationReader::ofCommands);
  }

  @SuppressWarnings("unchecked") // Kind.Texts gives nothing else
  private static List<String> ofTexts(List<?> raw) {
    return (List<String>) raw;
  }

  @SuppressWarnings("unchecked") // Kind.Commands gives nothing else
  private static List<List<String>> ofCommands(List<?> raw) {
    return (List<List<String>>) raw;
  }

  private <T> Optional<T> get(String key, Class<T> type) {
    return Optional.ofNullable(values.get(key)).map(Assigned::value).map(type::cast);
  }
}
