package dev.parley.app.wiring;

import dev.parley.adapters.analysers.SandboxedToolRunner;
import dev.parley.adapters.analysers.ToolShelf;
import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.git.ObjectStore;
import dev.parley.review.Analyser;
import dev.parley.review.tools.ExternalAnalysers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Wires the programs of others that look at a change: for runs and for {@code parley review}. */
public final class ExternalWiring {

  /** Characters of a report: as many as a tool may write bytes. */
  private static final int REPORT_MAX_CHARS = 32 << 20;

  private ExternalWiring() {}

  /**
   * Those the settings name, on scratch copies of a repository's trees.
   *
   * @param repository that holds the trees of what is reviewed; empty if only a diff is known: then
   *     what needs a whole tree says that it was not run
   */
  public static Analyser of(StageSettings settings, Optional<ObjectStore> repository) {
    var runner =
        new SandboxedToolRunner(
            shelf(settings.home(), settings.userEnvironment()),
            new SandboxedToolRunner.Surroundings(
                settings.home().resolve("analysis"), settings.childEnvironment()),
            settings.confined(),
            new JacksonJsonCodec(REPORT_MAX_CHARS),
            repository);
    return new ExternalAnalysers(settings.analysers(), runner);
  }

  /** Where analysers are looked for. */
  public static ToolShelf shelf(Path home, Map<String, String> environment) {
    return new ToolShelf(
        home.resolve("tools"), environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
  }
}
