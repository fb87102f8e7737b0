package dev.parley.review.tools;

import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads SARIF 2.1.0 (OASIS), of any tool. A run that says it failed, or that it was told of a rule
 * it does not know, is no report. What a report itself calls suppressed is read like the rest.
 */
final class SarifReader {

  private static final int RESULTS_MAX = 20_000;
  private static final Pattern CWE = Pattern.compile("(?i)\\bcwe[-_ /:]{0,3}0*(\\d{1,5})\\b");

  /** Kinds of result that report no fault (section 3.27.9). */
  private static final Set<String> NO_FAULT =
      Set.of("pass", "open", "informational", "notApplicable", "review");

  private final List<Reported> results = new ArrayList<>();
  private int artifacts = -1;

  private SarifReader() {}

  static ToolReport read(JsonObject root) throws UnreadableReportException {
    var reader = new SarifReader();
    return JsonText.reading(root, reader::report);
  }

  private ToolReport report(JsonObject root) {
    if (!root.string("version").startsWith("2.1")) {
      throw new MalformedAnswerException("its SARIF version is not 2.1");
    }
    if (!root.has("runs")) {
      throw new MalformedAnswerException("it has no runs");
    }
    root.objects("runs").forEach(this::run);
    return new ToolReport(results, artifacts < 0 ? OptionalInt.empty() : OptionalInt.of(artifacts));
  }

  private void run(JsonObject run) {
    run.objects("invocations").forEach(SarifReader::requireSuccess);
    var rules = new Rules(run);
    var found = run.objects("results");
    if (results.size() + found.size() > RESULTS_MAX) {
      throw new MalformedAnswerException("it has more than " + RESULTS_MAX + " results");
    }
    for (var result : found) {
      if (!NO_FAULT.contains(result.optionalString("kind").orElse("fail"))) {
        result(result, rules, run);
      }
    }
  }

  /** An unknown rule, a file that could not be parsed: the tool says so here (section 3.20.21). */
  private static void requireSuccess(JsonObject invocation) {
    if (Boolean.FALSE.equals(invocation.fields().get("executionSuccessful"))) {
      throw new MalformedAnswerException("the tool says that it failed");
    }
    for (var name : List.of("toolConfigurationNotifications", "toolExecutionNotifications")) {
      for (var notification : invocation.objects(name)) {
        if (notification.optionalString("level").filter("error"::equals).isPresent()) {
          throw new MalformedAnswerException("the tool reports an error of its own: " + name);
        }
      }
    }
  }

  private void result(JsonObject result, Rules rules, JsonObject run) {
    String rule = rules.idOf(result);
    String message = message(result);
    var cwes = new HashSet<>(rules.cwesOf(rule));
    cwes.addAll(cwes(result));
    var locations = result.objects("locations");
    if (locations.isEmpty()) {
      results.add(new Reported(rule, "", 0, message, cwes, ""));
      return;
    }
    var location = locations.getFirst();
    var physical = object(location, "physicalLocation");
    String file = physical.flatMap(place -> file(place, run)).orElse("");
    int line =
        physical
            .flatMap(place -> object(place, "region"))
            .flatMap(region -> region.optionalInteger("startLine"))
            .orElse(0);
    results.add(new Reported(rule, file, line, message, cwes, symbol(location)));
  }

  private static Optional<String> file(JsonObject physical, JsonObject run) {
    var artifact = object(physical, "artifactLocation");
    var uri = artifact.flatMap(place -> place.optionalString("uri"));
    if (uri.isPresent()) {
      return uri.map(SarifReader::path);
    }
    var index = artifact.flatMap(place -> place.optionalInteger("index"));
    var artifacts = run.objects("artifacts");
    return index
        .filter(i -> i >= 0 && i < artifacts.size())
        .flatMap(i -> object(artifacts.get(i), "location"))
        .flatMap(location -> location.optionalString("uri"))
        .map(SarifReader::path);
  }

  private static String path(String uri) {
    String bare = uri.startsWith("file://") ? uri.substring("file://".length()) : uri;
    try {
      // A plus sign stands for itself in a path.
      return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return bare;
    }
  }

  private static String symbol(JsonObject location) {
    return location.objects("logicalLocations").stream()
        .map(logical ->
            logical.optionalString("fullyQualifiedName").or(() -> logical.optionalString("name")))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  private static String message(JsonObject result) {
    var message = object(result, "message");
    return message
        .flatMap(text -> text.optionalString("text").or(() -> text.optionalString("markdown")))
        .or(() -> message.flatMap(text -> text.optionalString("id")))
        .orElse("");
  }

  /** In the properties' tags, or in the taxa that a result or a rule belongs to. */
  static Set<Integer> cwes(JsonObject holder) {
    var cwes = new HashSet<Integer>();
    object(holder, "properties").ifPresent(properties -> collect(properties.fields(), cwes, 0));
    collect(holder.fields().get("taxa"), cwes, 0);
    collect(holder.fields().get("relationships"), cwes, 0);
    return cwes;
  }

  private static void collect(@Nullable Object value, Set<Integer> cwes, int depth) {
    if (depth > 5 || value == null) {
      return;
    }
    switch (value) {
      case String text -> {
        var matcher = CWE.matcher(text);
        while (matcher.find()) {
          cwes.add(Integer.parseInt(matcher.group(1)));
        }
      }
      case List<?> list -> list.forEach(item -> collect(item, cwes, depth + 1));
      case Map<?, ?> map -> taxon(map, cwes, depth);
      default -> {}
    }
  }

  /** A taxon of the CWE names its number alone: {"id": "79", "toolComponent": {"name": "CWE"}}. */
  private static void taxon(Map<?, ?> map, Set<Integer> cwes, int depth) {
    boolean ofCwe =
        map.get("toolComponent") instanceof Map<?, ?> component
            && String.valueOf(component.get("name")).equalsIgnoreCase("CWE");
    if (ofCwe && map.get("id") instanceof String id && id.matches("\\d{1,5}")) {
      cwes.add(Integer.parseInt(id));
    }
    map.values().forEach(item -> collect(item, cwes, depth + 1));
  }

  @SuppressWarnings("unchecked") // objects of JSON have string keys
  static Optional<JsonObject> object(JsonObject holder, String name) {
    return holder.fields().get(name) instanceof Map<?, ?> map
        ? Optional.of(
            new JsonObject(holder.path() + "." + name, (Map<String, @Nullable Object>) map))
        : Optional.empty();
  }

  /** The rules of one run's driver, by place and by name. */
  private static final class Rules {

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Set<Integer>> cwes = new HashMap<>();

    Rules(JsonObject run) {
      var driver = object(run, "tool").flatMap(tool -> object(tool, "driver"));
      if (driver.isEmpty()) {
        throw new MalformedAnswerException("a run does not name its tool");
      }
      for (var rule : driver.get().objects("rules")) {
        ids.add(rule.string("id"));
        cwes.put(rule.string("id"), SarifReader.cwes(rule));
      }
    }

    /** By name, by reference or by place (section 3.27.5). */
    String idOf(JsonObject result) {
      var named =
          result
              .optionalString("ruleId")
              .or(() -> object(result, "rule").flatMap(rule -> rule.optionalString("id")));
      return named.orElseGet(() -> {
        int index =
            result
                .optionalInteger("ruleIndex")
                .or(() -> object(result, "rule").flatMap(rule -> rule.optionalInteger("index")))
                .orElse(-1);
        if (index < 0 || index >= ids.size()) {
          throw new MalformedAnswerException("a result names no rule");
        }
        return ids.get(index);
      });
    }

    Set<Integer> cwesOf(String id) {
      // A hierarchical name is a rule's own and what it was told apart by: "rule/variant".
      var own = cwes.get(id);
      int slash = id.lastIndexOf('/');
      return own != null ? own : slash < 0 ? Set.of() : cwesOf(id.substring(0, slash));
    }
  }
}
