package dev.parley.app.run;

import dev.parley.adapters.analysers.ToolInstaller;
import dev.parley.adapters.analysers.ToolShelf;
import dev.parley.adapters.analysers.ToolVersions;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.ExternalWiring;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.StandardTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which programs of others can look at changes on this machine, and how to get the rest. */
public final class AnalyserCheckup {

  private static final Map<String, String> REMEDIES =
      Map.of(
          "clippy", "rustup component add clippy",
          "go-vet", "Install Go: https://go.dev/dl");

  private final Places places;
  private final ToolShelf shelf;
  private final Map<String, String> environment;

  public AnalyserCheckup(Surroundings surroundings) {
    this.environment = surroundings.environment();
    this.places = Places.of(environment);
    this.shelf = ExternalWiring.shelf(places.home(), environment);
  }

  /**
   * One analyser.
   *
   * @param version empty if it is not there
   * @param place where it is; empty likewise
   * @param remedy how to get it; empty if it is there
   */
  public record Standing(String name, String version, String place, String remedy) {
    public boolean present() {
      return !place.isEmpty();
    }
  }

  /** All that Parley knows. None of them is required. */
  public List<Standing> standings() {
    var versions = new ToolVersions(shelf, new OsProcessRunner(), environment);
    return StandardTools.ALL.stream()
        .map(tool ->
            versions
                .of(tool)
                .map(found -> new Standing(tool.name(), found.version(), found.place(), ""))
                .orElseGet(() -> new Standing(tool.name(), "", "", remedy(tool))))
        .toList();
  }

  private String remedy(AnalyserTool tool) {
    if (!ToolInstaller.canInstall(tool)) {
      return REMEDIES.getOrDefault(tool.name(), "");
    }
    return shelf.lack(tool) == ToolShelf.Lack.INTERPRETER
        ? "Install Node.js 20 or newer."
        : "parley doctor --install";
  }

  /**
   * What could not be installed.
   *
   * @param problem why, with its remedy
   */
  public record Failure(String name, Problem problem) {}

  /**
   * Fetches every analyser that Parley can fetch and that is not there in the pinned version. One
   * that fails keeps no other from being fetched.
   *
   * @param progress is told what is being done, a line at a time
   */
  public List<Failure> install(Consumer<String> progress) {
    var _ = places.preparedHome();
    var installer = new ToolInstaller(shelf, new OsProcessRunner(), environment);
    var failures = new ArrayList<Failure>();
    var wanted = StandardTools.ALL.stream().filter(ToolInstaller::canInstall).toList();
    for (int i = 0; i < wanted.size(); i++) {
      var tool = wanted.get(i);
      String count = "[%d/%d] ".formatted(i + 1, wanted.size());
      try {
        if (installer.isInstalled(tool)) {
          progress.accept(count + tool.name() + " " + tool.version() + " is there");
        } else {
          installer.install(tool, line -> progress.accept(count + line));
        }
      } catch (ProblemException e) {
        if (e.problem().code() == dev.parley.model.Code.INTERRUPTED) {
          throw e;
        }
        progress.accept(count + e.problem().message());
        failures.add(new Failure(tool.name(), e.problem()));
      }
    }
    return failures;
  }
}
