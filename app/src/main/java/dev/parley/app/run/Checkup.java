package dev.parley.app.run;

import dev.parley.adapters.linux.Sandbox;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.config.Configuration;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.config.ModelChoice;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import dev.parley.safety.ListPrices;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What this machine has and lacks for carrying out runs. Shows no key. */
public final class Checkup {

  private static final int JDK_REQUIRED = 25;
  private static final Pattern GIT_VERSION = Pattern.compile("git version (\\d+)\\.(\\d+).*");
  private static final long FREE_BYTES_WANTED = 2L << 30;

  /** How something is. */
  public enum Health {
    GOOD("ok"),
    /** Works, but not as well as it might. */
    POOR("warning"),
    /** Required and not there. */
    MISSING("MISSING");

    private final String inWords;

    Health(String inWords) {
      this.inWords = inWords;
    }

    public String inWords() {
      return inWords;
    }
  }

  /**
   * One thing that was looked at.
   *
   * @param remedy empty if it is good
   */
  public record Finding(String name, Health health, String detail, String remedy) {}

  private final Surroundings surroundings;
  private final Map<String, String> environment;
  private final Places places;

  public Checkup(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.environment = surroundings.environment();
    this.places = Places.of(environment);
  }

  /** Everything, in the order in which to mend it. */
  public List<Finding> findings() {
    Logging.quiet();
    var findings = new ArrayList<Finding>();
    findings.add(jdk());
    findings.add(attempt("git", this::git));
    findings.add(attempt("sandbox", this::sandbox));
    findings.add(attempt("models", this::models));
    findings.add(attempt("prices", this::prices));
    findings.add(attempt("store", this::store));
    findings.add(attempt("disk", this::disk));
    return findings;
  }

  private static Finding attempt(String name, Supplier<Finding> look) {
    try {
      return look.get();
    } catch (ProblemException e) {
      return missing(name, e.problem());
    }
  }

  private static Finding missing(String name, Problem problem) {
    return new Finding(name, Health.MISSING, problem.message(), problem.remedy());
  }

  private static Finding jdk() {
    int feature = Runtime.version().feature();
    return feature >= JDK_REQUIRED
        ? new Finding("jdk", Health.GOOD, Runtime.version().toString(), "")
        : new Finding(
            "jdk",
            Health.MISSING,
            Runtime.version().toString(),
            "Install JDK " + JDK_REQUIRED + " or newer, for example from https://adoptium.net");
  }

  private Finding git() {
    var version = output(List.of("git", "--version")).strip();
    var matcher = GIT_VERSION.matcher(version);
    boolean recent =
        matcher.matches()
            && (Integer.parseInt(matcher.group(1)) > 2 || Integer.parseInt(matcher.group(2)) >= 38);
    if (!recent) {
      return new Finding("git", Health.MISSING, version, "Install git 2.38 or newer.");
    }
    boolean known = !output(List.of("git", "config", "--get", "user.email")).isBlank();
    return known
        ? new Finding("git", Health.GOOD, version, "")
        : new Finding(
            "git",
            Health.POOR,
            version + ", which does not know who you are",
            "git config --global user.name '...' && git config --global user.email '...'");
  }

  private Finding sandbox() {
    var problem = Sandbox.probe(new OsProcessRunner(), Equipment.layout(surroundings, places));
    return problem
        .map(p -> missing("sandbox", p))
        .orElseGet(() -> new Finding("sandbox", Health.GOOD, "bubblewrap works", ""));
  }

  private Finding models() {
    var configuration = configuration();
    var choice = ModelChoice.of(configuration.models(), environment);
    var access = ModelAccess.of(configuration, environment);
    access.require(choice.models(), surroundings.clock().instant());
    var providers = String.join(", ", new TreeSet<>(access.providers().keySet()));
    return new Finding(
        "models", Health.GOOD, choice.inWords() + " (set up: " + providers + ")", "");
  }

  private Configuration configuration() {
    return ConfigurationFiles.load(places, Optional.empty(), List.of(), environment, Flags.NONE)
        .configuration();
  }

  private Finding prices() {
    int own = configuration().prices().size();
    var detail =
        "list of %s, %d %s of your own"
            .formatted(ListPrices.VERSION, own, own == 1 ? "price" : "prices");
    return new Finding("prices", Health.GOOD, detail, "");
  }

  private Finding store() {
    try (var store = StoreAccess.open(places, environment)) {
      int runs = store.eventLog().runs().size();
      return new Finding("store", Health.GOOD, places.home() + ", " + runs + " runs", "");
    }
  }

  private Finding disk() {
    try {
      long free = Files.getFileStore(places.home()).getUsableSpace();
      var detail = (free >> 20) + " MiB free in " + places.home();
      return free >= FREE_BYTES_WANTED
          ? new Finding("disk", Health.GOOD, detail, "")
          : new Finding(
              "disk", Health.POOR, detail, "Clones and worktrees may need more: make room.");
    } catch (IOException e) {
      return new Finding(
          "disk",
          Health.MISSING,
          "cannot look at " + places.home() + ": " + e.getMessage(),
          "Set PARLEY_HOME to a folder your user may write.");
    }
  }

  private String output(List<String> argv) {
    var seen = new HashMap<String, String>();
    for (var name : List.of("PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL")) {
      Optional.ofNullable(environment.get(name)).ifPresent(value -> seen.put(name, value));
    }
    var command =
        new Command(
            argv,
            surroundings.folder(),
            seen,
            "",
            Duration.ofSeconds(20),
            8 * 1024,
            Confinement.NONE);
    return new OsProcessRunner().run(command).stdout();
  }
}
