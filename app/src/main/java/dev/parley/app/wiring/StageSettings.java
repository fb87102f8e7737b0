package dev.parley.app.wiring;

import dev.parley.adapters.langchain4j.ProviderSettings;
import dev.parley.process.ProcessRunner;
import dev.parley.review.ReviewGate.OnUnavailable;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.safety.PriceCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the stages of every run of this process are wired from, once the configuration is read.
 *
 * @param home {@code PARLEY_HOME}
 * @param userEnvironment the one Parley was started in; children get a part of it
 * @param childEnvironment what commands of repositories and agents see: never a secret
 * @param caches folders outside the worktree that builds may write
 * @param copied files of the user's checkout that each fresh worktree gets, by relative path
 * @param cache whether questions may be answered with what was answered to them before
 * @param analysers programs of others that look at each change, as far as they are there
 * @param onUnavailable what becomes of changes while no model answers
 * @param confined runs what a repository or an agent names; refuses if it cannot confine
 * @param tracing empty if nobody is told what runs do
 */
public record StageSettings(
    Path home,
    Map<String, String> userEnvironment,
    Map<String, String> childEnvironment,
    Map<String, ProviderSettings> providers,
    PriceCatalogue prices,
    List<Path> caches,
    boolean network,
    Duration checkTimeout,
    Duration setupTimeout,
    List<String> copied,
    boolean cache,
    List<AnalyserTool> analysers,
    OnUnavailable onUnavailable,
    ProcessRunner confined,
    Optional<Tracing> tracing) {

  public StageSettings {
    userEnvironment = Map.copyOf(userEnvironment);
    childEnvironment = Map.copyOf(childEnvironment);
    providers = Map.copyOf(providers);
    caches = List.copyOf(caches);
    copied = List.copyOf(copied);
    analysers = List.copyOf(analysers);
  }

  /** Names no value of an environment and no key. */
  @Override
  public String toString() {
    return "StageSettings[home=" + home + "]";
  }
}
