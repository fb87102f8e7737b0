package dev.parley.testkit;

import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.Reported;
import dev.parley.review.tools.Side;
import dev.parley.review.tools.ToolOutcome;
import dev.parley.review.tools.ToolRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tools without programs: each reports every line that holds its word, or does what it was told to
 * do instead. A tool nobody told of is not installed.
 */
public final class ScriptedToolRunner implements ToolRunner {

  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

  /** What a tool does. */
  public sealed interface Behaviour {
    /** Reports lines with this word by this rule. */
    record Reports(String rule, String word) implements Behaviour {}

    /** Reads none of its files, and says so. */
    record ReadsNothing() implements Behaviour {}

    /** Fails, for this reason. */
    record Fails(String reason) implements Behaviour {}
  }

  /** From now on the tool of this name does this. */
  public ScriptedToolRunner tell(String tool, Behaviour behaviour) {
    behaviours.put(tool, behaviour);
    return this;
  }

  @Override
  public ToolOutcome run(AnalyserTool tool, Side side) {
    var files = side.files().keySet().stream().filter(tool.reads()::reads).sorted().toList();
    return switch (Optional.ofNullable(behaviours.get(tool.name())).orElse(null)) {
      case null -> new ToolOutcome.NotRun("it is not installed", "");
      case Behaviour.Fails(var reason) -> new ToolOutcome.Broken(reason);
      case Behaviour.ReadsNothing() ->
          new ToolOutcome.Ran(List.of(), files.size(), OptionalInt.of(0));
      case Behaviour.Reports(var rule, var word) ->
          new ToolOutcome.Ran(
              files.stream().flatMap(file -> hits(side, file, rule, word).stream()).toList(),
              files.size(),
              OptionalInt.of(files.size()));
    };
  }

  private static List<ToolOutcome.Located> hits(Side side, String file, String rule, String word) {
    var lines = List.of(String.valueOf(side.files().get(file)).split("\n", -1));
    return java.util.stream.IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).contains(word))
        .mapToObj(i ->
            new ToolOutcome.Located(
                new Reported(rule, file, i + 1, "found " + word, Set.of(), ""), lines.get(i)))
        .toList();
  }
}
