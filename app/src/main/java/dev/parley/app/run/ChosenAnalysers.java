package dev.parley.app.run;

import dev.parley.app.config.Configuration.OwnAnalyser;
import dev.parley.app.config.Configuration.Review;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.AnalyserTool.Bounds;
import dev.parley.review.tools.AnalyserTool.From;
import dev.parley.review.tools.AnalyserTool.Launch;
import dev.parley.review.tools.AnalyserTool.Output;
import dev.parley.review.tools.AnalyserTool.Reads;
import dev.parley.review.tools.AnalyserTool.Scope;
import dev.parley.review.tools.ReportFormat;
import dev.parley.review.tools.StandardTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which analysers the settings name. */
public final class ChosenAnalysers {

  private static final String ALL = "*";

  private ChosenAnalysers() {}

  /** Those Parley knows, then the user's own by name. */
  public static List<AnalyserTool> of(Review review) {
    if (review.analysers().equals(List.of(Review.NONE))) {
      return List.of();
    }
    var all = new ArrayList<AnalyserTool>();
    for (var tool : StandardTools.ALL) {
      all.add(adjusted(tool, Optional.ofNullable(review.own().get(tool.name()))));
    }
    new TreeMap<>(review.own())
        .forEach((name, own) -> {
          if (!own.command().isEmpty()) {
            all.add(own(name, own));
          }
        });
    boolean auto = review.analysers().equals(List.of(Review.AUTO));
    return all.stream()
        .filter(tool ->
            auto
                ? !StandardTools.ONLY_BY_NAME.contains(tool.name())
                : review.analysers().contains(tool.name()))
        .toList();
  }

  private static AnalyserTool adjusted(AnalyserTool tool, Optional<OwnAnalyser> own) {
    var bounds =
        own.flatMap(OwnAnalyser::timeout)
            .map(timeout -> new Bounds(timeout, tool.bounds().outputBytes()))
            .orElse(tool.bounds());
    return new AnalyserTool(
        tool.name(),
        tool.version(),
        tool.reads(),
        tool.launches(),
        bounds,
        own.map(OwnAnalyser::optional).orElse(tool.optional()),
        tool.unknownRules());
  }

  private static AnalyserTool own(String name, OwnAnalyser own) {
    var command = own.command();
    boolean writesFile = command.stream().anyMatch(word -> word.contains("{report}"));
    var output =
        new Output(
            ReportFormat.SARIF,
            writesFile ? From.FILE : From.STANDARD_OUTPUT,
            Set.of(0, 1),
            Optional.empty());
    var launch =
        new Launch(
            false,
            List.of(command.getFirst()),
            Optional.empty(),
            command.subList(1, command.size()),
            Map.of("HOME", "{scratch}"),
            output);
    var bounds =
        own.timeout()
            .map(timeout -> new Bounds(timeout, Bounds.STANDARD.outputBytes()))
            .orElse(Bounds.STANDARD);
    return new AnalyserTool(
        name,
        "",
        new Reads(
            own.wholeTree() ? Scope.PROJECT : Scope.LINKED,
            extensions(own),
            Optional.empty(),
            Optional.empty()),
        List.of(launch),
        bounds,
        own.optional(),
        own.severity());
  }

  private static Set<String> extensions(OwnAnalyser own) {
    return own.files().isEmpty()
        ? Set.of(ALL)
        : own.files().stream()
            .map(each -> each.startsWith(".") ? each.substring(1) : each)
            .collect(Collectors.toSet());
  }
}
