package dev.parley.review.tools;

import dev.parley.review.tools.AnalyserTool.From;
import dev.parley.review.tools.AnalyserTool.Output;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The analysers Parley knows, each told to read no settings but Parley's own. Their rules and
 * settings are in the resources beside the adapter that runs them.
 */
public final class StandardTools {

  /** In the order in which they are shown. */
  public static final List<AnalyserTool> ALL =
      List.of(
          FileTools.astGrep(),
          FileTools.oxlint(),
          FileTools.tsc(),
          FileTools.biome(),
          FileTools.ruff(),
          FileTools.secretlint(),
          BuildTools.spotBugs(),
          BuildTools.clippy(),
          BuildTools.goVet());

  /**
   * Those that are run only if they are named: SpotBugs compiles the change first, took ten times
   * as long as our own analysers when it was measured, and much of what it says is false.
   */
  public static final Set<String> ONLY_BY_NAME = Set.of("spotbugs");

  private StandardTools() {}

  static Output output(ReportFormat format, From from, Set<Integer> ran, String notPossible) {
    return new Output(
        format,
        from,
        ran,
        notPossible.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(notPossible)));
  }
}
