package dev.parley.app.config;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.adapters.toml.TomlDocument;
import dev.parley.adapters.toml.TomlDocument.Entry;
import dev.parley.json.JsonFile;
import dev.parley.json.LocatedJson;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads one source of settings. Every method throws BAD_CONFIG naming the place, and the nearest
 * key where one is unknown.
 */
final class Source {

  static final String REMEDY = "docs/configuration.md lists every key.";

  private static final String PREFIX = "PARLEY_";

  /** Variables with our prefix that are no settings. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of("PARLEY_HOME", "PARLEY_DB_URL", "PARLEY_JAVA_OPTS", "PARLEY_AOT");

  /** Variables that hold tokens of the server or of its clients: settings name them. */
  private static final String TOKEN_PREFIX = "PARLEY_TOKEN";

  /** What fits a long whatever its digits are. */
  private static final int MOST_DIGITS = 18;

  private Source() {}

  /**
   * @param name of the file, for messages
   */
  static List<Assigned> file(String text, String name) {
    var assigned = new ArrayList<Assigned>();
    for (var entry : TomlDocument.parse(text, name).entries()) {
      assigned.addAll(entry(entry.path(), entry.value(), name + ":" + entry.line()));
    }
    return assigned;
  }

  /** A file that holds limits alone: the keys under {@code [limits]}, with or without the table. */
  static List<Assigned> limitsFile(String text, String name) {
    boolean json = text.stripLeading().startsWith("{");
    var entries = json ? jsonEntries(text, name) : TomlDocument.parse(text, name).entries();
    var assigned = new ArrayList<Assigned>();
    for (var entry : entries) {
      var path = new ArrayList<>(entry.path());
      if (!path.getFirst().equals("limits")) {
        path.addFirst("limits");
      }
      assigned.addAll(entry(path, entry.value(), name + ":" + entry.line()));
    }
    return assigned;
  }

  private static List<Entry> jsonEntries(String text, String name) {
    var root = JsonFile.read(name, text, new JacksonLocatedJsonReader()).root();
    return root instanceof LocatedJson.Fields fields ? jsonEntries(List.of(), fields) : List.of();
  }

  private static List<Entry> jsonEntries(List<String> above, LocatedJson.Fields fields) {
    var entries = new ArrayList<Entry>();
    for (var field : fields.values()) {
      var path = new ArrayList<>(above);
      path.add(field.name());
      if (field.value() instanceof LocatedJson.Fields below) {
        entries.addAll(jsonEntries(path, below));
      } else {
        entries.add(new Entry(path, plain(field.value()), field.place().line()));
      }
    }
    return entries;
  }

  /** As TOML would give it; what cannot be a limit stays as it is and is refused as such. */
  private static Object plain(LocatedJson value) {
    return switch (value) {
      case LocatedJson.Text(_, var text) -> text;
      case LocatedJson.Numeric(_, var number) ->
          number.stripTrailingZeros().scale() <= 0
                  && number.precision() - number.scale() <= MOST_DIGITS
              ? (Object) number.longValueExact()
              : number;
      case LocatedJson.Truth(_, var truth) -> truth;
      case LocatedJson.Null _, LocatedJson.Items _, LocatedJson.Fields _ -> value.kind();
    };
  }

  static List<Assigned> environment(Map<String, String> environment) {
    var assigned = new ArrayList<Assigned>();
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX) && !isNoSetting(name)) {
            assigned.add(variable(name, value));
          }
        });
    return assigned;
  }

  private static boolean isNoSetting(String variable) {
    return OTHER_VARIABLES.contains(variable) || variable.startsWith(TOKEN_PREFIX);
  }

  /** A setting given by a flag, whose text is checked like a variable's. */
  static Assigned flag(String path, String value, String flag) {
    var parts = List.of(path.split("\\."));
    return parsed(Settings.at(parts).orElseThrow(() -> unknown(parts, flag)), parts, value, flag);
  }

  private static List<Assigned> entry(List<String> path, Object value, String place) {
    if (value instanceof Map<?, ?>) {
      requireTable(path, place);
      return List.of();
    }
    var setting = Settings.at(path).orElseThrow(() -> unknown(path, place));
    var read = setting.kind().read(value);
    return List.of(
        new Assigned(
            setting, path, read.orElseThrow(() -> wrong(path, setting, value, place)), place));
  }

  private static Assigned variable(String name, String value) {
    for (var setting : Settings.ALL) {
      if (setting.variable().filter(name::equals).isPresent()) {
        return parsed(setting, setting.parts(), value, name);
      }
    }
    var known = Settings.ALL.stream().flatMap(setting -> setting.variable().stream()).toList();
    String nearest = Nearest.to(name, known).orElseThrow();
    throw problem("unknown variable " + name + "; did you mean " + nearest + "?", REMEDY);
  }

  private static Assigned parsed(Setting setting, List<String> path, String value, String origin) {
    return new Assigned(
        setting,
        path,
        setting.kind().parse(value).orElseThrow(() -> wrong(path, setting, value, origin)),
        origin);
  }

  /** An empty table is fine if something may stand in it. */
  private static void requireTable(List<String> path, String place) {
    boolean known =
        Settings.ALL.stream()
            .map(Setting::parts)
            .filter(parts -> parts.size() > path.size())
            .anyMatch(parts -> startsLike(parts, path));
    if (!known) {
      throw unknown(path, place);
    }
  }

  private static boolean startsLike(List<String> parts, List<String> path) {
    for (int i = 0; i < path.size(); i++) {
      if (!Setting.isPlaceholder(parts.get(i)) && !parts.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static ProblemException unknown(List<String> path, String place) {
    var known = new LinkedHashSet<String>();
    for (var setting : Settings.ALL) {
      var parts = new ArrayList<>(setting.parts());
      // Free names are taken as they were written, so that only the misspelt part differs.
      for (int i = 0; i < parts.size() && i < path.size(); i++) {
        if (Setting.isPlaceholder(parts.get(i))) {
          parts.set(i, path.get(i));
        }
      }
      known.add(String.join(".", parts));
      known.add(String.join(".", parts.subList(0, parts.size() - 1)));
    }
    String written = String.join(".", path);
    String nearest = Nearest.to(written, known).orElseThrow();
    return problem(
        place + ": unknown key '" + written + "'; did you mean '" + nearest + "'?", REMEDY);
  }

  private static ProblemException wrong(
      List<String> path, Setting setting, Object value, String place) {
    String key = String.join(".", path);
    String text = String.valueOf(value);
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    String found = setting.mayHoldKeys() ? "" : "; found " + shown;
    return problem(
        place + ": " + key + " must be " + setting.kind().expected() + found,
        "Correct it. " + REMEDY);
  }

  static ProblemException problem(String message, String remedy) {
    return new ProblemException(new Problem(Code.BAD_CONFIG, message, remedy));
  }
}
