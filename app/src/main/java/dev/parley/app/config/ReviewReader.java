package dev.parley.app.config;

import dev.parley.app.config.Configuration.OwnAnalyser;
import dev.parley.app.config.Configuration.Review;
import dev.parley.review.ReviewGate.OnUnavailable;
import dev.parley.review.Severity;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.StandardTools;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Makes the settings of the review's analysers of the values that won. */
final class ReviewReader {

  private static final String CHOSEN = "review.analysers";
  private static final String OWN = "review.analyser";

  private final ConfigurationReader values;

  ReviewReader(ConfigurationReader values) {
    this.values = values;
  }

  Review review() {
    var own = own();
    var chosen = values.texts(CHOSEN);
    var known = new TreeSet<>(own.keySet());
    StandardTools.ALL.stream().map(AnalyserTool::name).forEach(known::add);
    for (String name : chosen) {
      if (!known.contains(name) && !name.equals(Review.AUTO) && !name.equals(Review.NONE)) {
        throw Source.problem(
            CHOSEN + ": there is no analyser " + name,
            "Name some of " + String.join(", ", known) + ", or \"auto\", or \"none\".");
      }
    }
    boolean alone =
        values.get("review.on_unavailable", String.class).filter("analysers"::equals).isPresent();
    return new Review(
        chosen.isEmpty() ? List.of(Review.AUTO) : chosen,
        own,
        alone ? OnUnavailable.ANALYSERS : OnUnavailable.WAIT);
  }

  private Map<String, OwnAnalyser> own() {
    var own = new LinkedHashMap<String, OwnAnalyser>();
    for (var name : values.names(OWN)) {
      own.put(name, own(name, OWN + "." + name));
    }
    return own;
  }

  private OwnAnalyser own(String name, String at) {
    var command = values.texts(at + ".command");
    boolean known = StandardTools.ALL.stream().anyMatch(tool -> tool.name().equals(name));
    if (known == !command.isEmpty()) {
      throw Source.problem(
          values.origin(at)
              + (known ? ": %s is known and needs no" : ": %s needs a").formatted(name)
              + " command",
          known ? "Give your analyser another name." : "Add " + at + ".command.");
    }
    if (!name.matches("[a-z][a-z0-9-]{0,40}")) {
      throw Source.problem(
          values.origin(at) + ": '" + name + "' is no name for an analyser",
          "Use small letters, digits and hyphens.");
    }
    return new OwnAnalyser(
        command,
        values.texts(at + ".files"),
        values.get(at + ".whole_tree", Boolean.class).orElse(false),
        values.get(at + ".timeout", Duration.class),
        values.get(at + ".optional", Boolean.class).orElse(false),
        values.get(at + ".severity", String.class).flatMap(Severity::parse).orElse(Severity.LOW));
  }
}
