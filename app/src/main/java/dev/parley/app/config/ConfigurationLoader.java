package dev.parley.app.config;

import dev.parley.app.config.Setting.Binding;
import dev.parley.safety.LimitChange;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the sources together: the user's file, the repository's as far as it may, the environment,
 * the flags; later wins. Pure.
 */
public final class ConfigurationLoader {

  /** The origin of a limit that was set for all runs. */
  public static final String STORED = "parley limits set";

  private ConfigurationLoader() {}

  /** A file and the name it has in messages. */
  public record FileText(String name, String text) {}

  /**
   * Everything settings may come from.
   *
   * @param trusted whether the user let this very text of the repository's file bind
   * @param stored limits the user set for all runs, with {@code parley limits set}
   */
  public record Sources(
      Optional<FileText> user,
      Optional<FileText> repository,
      boolean trusted,
      Map<String, String> environment,
      Flags flags,
      List<LimitChange> stored) {

    Sources(
        Optional<FileText> user,
        Optional<FileText> repository,
        boolean trusted,
        Map<String, String> environment,
        Flags flags) {
      this(user, repository, trusted, environment, flags, List.of());
    }
  }

  /**
   * Settings given on the command line, as text.
   *
   * @param settings dotted key to value
   * @param names dotted key to the flag's name, for messages
   * @param limits a file of limits
   */
  public record Flags(
      Map<String, String> settings, Map<String, String> names, Optional<FileText> limits) {
    public static final Flags NONE = new Flags(Map.of(), Map.of(), Optional.empty());
  }

  /**
   * @param limitOrigins where a limit comes from that is not the standard one
   * @param limitsOfRun limits that the repository, the environment or a flag gave
   * @param warnings what was given but does not bind, and why
   */
  public record Loaded(
      Configuration configuration,
      Map<LimitKey, String> limitOrigins,
      Set<LimitKey> limitsOfRun,
      List<String> warnings) {}

  /**
   * @throws dev.parley.model.ProblemException BAD_CONFIG naming file and line
   */
  public static Loaded load(Sources sources) {
    var values = new LinkedHashMap<String, Assigned>();
    var limits = new LimitsInForce(Limits.STANDARD);
    var warnings = new ArrayList<String>();
    take(file(sources.user()), values, limits);
    limits.take(sources.stored(), STORED);
    limits.nowAboutOneRun();
    repository(sources, values, limits, warnings);
    take(Source.environment(sources.environment()), values, limits);
    take(flags(sources.flags()), values, limits);
    var configuration = ConfigurationReader.read(values, limits.limits(warnings));
    return new Loaded(configuration, limits.origins(), limits.ofRun(), warnings);
  }

  /**
   * Limits as flags change them; no other source has a say.
   *
   * @throws dev.parley.model.ProblemException BAD_CONFIG naming the flag
   */
  public static Limits adjusted(Limits before, Flags flags) {
    var limits = new LimitsInForce(before);
    limits.take(flags(flags));
    return limits.limits(new ArrayList<>());
  }

  /**
   * What flags change of the limits, checked like any other source.
   *
   * @throws dev.parley.model.ProblemException BAD_CONFIG naming the key, the range and the flag
   */
  public static List<LimitChange> changes(Flags flags) {
    return LimitsInForce.changes(flags(flags));
  }

  private static void take(
      List<Assigned> layer, Map<String, Assigned> values, LimitsInForce limits) {
    layer.forEach(assigned -> accept(assigned, values));
    limits.take(layer);
  }

  private static void repository(
      Sources sources, Map<String, Assigned> values, LimitsInForce limits, List<String> warnings) {
    var lowered = new ArrayList<Assigned>();
    var unbound = new ArrayList<String>();
    for (var assigned : file(sources.repository())) {
      if (assigned.setting().binding() == Binding.LOWER_ONLY) {
        lowered.add(assigned);
      } else if (sources.trusted()) {
        accept(assigned, values);
      } else {
        unbound.add("%s (%s)".formatted(assigned.dotted(), assigned.origin()));
      }
    }
    if (!unbound.isEmpty()) {
      warnings.add("until you run 'parley trust', left out: " + String.join(", ", unbound));
    }
    limits.lower(lowered, warnings);
  }

  private static void accept(Assigned assigned, Map<String, Assigned> values) {
    values.put(assigned.dotted(), assigned);
  }

  private static List<Assigned> file(Optional<FileText> file) {
    return file.map(f -> Source.file(f.text(), f.name())).orElse(List.of());
  }

  private static List<Assigned> flags(Flags flags) {
    var assigned = new ArrayList<Assigned>();
    flags.limits().ifPresent(f -> assigned.addAll(Source.limitsFile(f.text(), f.name())));
    flags
        .settings()
        .forEach((path, value) ->
            assigned.add(Source.flag(path, value, flags.names().getOrDefault(path, "--" + path))));
    return assigned;
  }
}
