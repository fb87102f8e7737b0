package dev.parley.app.cli;

import dev.parley.app.report.LimitsJson;
import dev.parley.app.run.StoredLimits;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.safety.Forecast.Used;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import dev.parley.scheduling.Demand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley limits}: what runs may use. */
@Command(
    name = "limits",
    description = "Show and change what runs may use; without a subcommand, show.",
    commandListHeading = "%nCommands:%n")
final class LimitsCommand implements Callable<Integer>, Cli.Subcommands {

  @Mixin HelpOption help;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final Surroundings surroundings;

  LimitsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public List<Object> subcommands() {
    return List.of(new Get(surroundings), new Set(surroundings), new ResetBreaker(surroundings));
  }

  @Override
  public Integer call() {
    return show(surroundings, json);
  }

  private static int show(Surroundings surroundings, boolean json) {
    var inForce = new StoredLimits(surroundings).inForce(Optional.empty());
    if (json) {
      surroundings.out().println(LimitsJson.of(inForce.limits()));
      return 0;
    }
    for (var key : LimitKey.values()) {
      var origin = inForce.origins().getOrDefault(key, "standard");
      surroundings
          .out()
          .println(
              "%-32s %12s  %-18s %s"
                  .formatted(
                      key.wireName(),
                      key.text(inForce.limits()),
                      Plain.line(origin, 200),
                      used(key, inForce.used()))
                  .stripTrailing());
    }
    return 0;
  }

  private static String used(LimitKey key, Used used) {
    return switch (key) {
      case MAX_LLM_REQUESTS_PER_HOUR -> used.requestsOfHour() + " within the hour";
      case MAX_LLM_TOKENS_PER_DAY -> used.tokensOfDay() + " within the day";
      case MAX_USD_PER_DAY -> used.costOfDay() + " within the day";
      case MAX_TASK_FAILURES_BEFORE_STOP,
          MAX_EXECUTION_TIME_PER_TASK,
          MAX_USD_PER_RUN,
          MAX_ATTEMPTS_PER_TASK,
          MAX_CONCURRENT_TASKS,
          MAX_CPU_PERCENT,
          MAX_MEMORY_MB,
          ON_TRIP ->
          "";
    };
  }

  private static void tell(Surroundings surroundings, List<StoredLimits.Reached> runs) {
    surroundings.out().println("saved");
    for (var reached : runs) {
      surroundings.out().println("  binds run " + reached.run());
      reached
          .kept()
          .forEach(key ->
              surroundings
                  .out()
                  .println(
                      "  %1$s keeps its own %2$s; change it with: parley resume %1$s --limit %2$s=..."
                          .formatted(reached.run(), key.wireName())));
    }
  }

  /** {@code parley limits get}. */
  @Command(name = "get", description = "Show what a run begun now may use, and who says so.")
  static final class Get implements Callable<Integer> {

    @Mixin HelpOption help;

    @Option(names = "--json", description = "One JSON object.")
    boolean json;

    private final Surroundings surroundings;

    Get(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      return show(surroundings, json);
    }
  }

  /** {@code parley limits set}. */
  @Command(
      name = "set",
      description =
          "Set limits for all runs: those under way at their next call, and those to come.")
  static final class Set implements Callable<Integer> {

    @Mixin HelpOption help;

    @Parameters(
        arity = "1..*",
        paramLabel = "KEY=VALUE",
        description = "Such as max_usd_per_run=20; profile=cautious sets all.")
    Map<String, String> values = new LinkedHashMap<>();

    private final Surroundings surroundings;

    Set(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      var stored = new StoredLimits(surroundings);
      var runs = stored.set(values);
      tell(surroundings, runs);
      warnOfLittleMemory(stored.inForce(Optional.empty()).limits());
      return 0;
    }

    /** One task runs whatever the limit is: nothing would ever be done otherwise. */
    private void warnOfLittleMemory(Limits limits) {
      long taskMb = Demand.ASSUMED.bytes() >> 20;
      if (values.containsKey("max_memory_mb")
          && limits.maxMemoryMb().filter(most -> most > 0 && most < taskMb).isPresent()) {
        surroundings
            .err()
            .printf(
                "warning: max_memory_mb=%d is less than one task is expected to take (%d MB): tasks"
                    + " will run one at a time, and over the limit%n",
                limits.memoryMb(), taskMb);
      }
    }
  }

  /** {@code parley limits reset-breaker}. */
  @Command(
      name = "reset-breaker",
      description = "Make runs forget the failures they have counted, so that they can go on.")
  static final class ResetBreaker implements Callable<Integer> {

    @Mixin HelpOption help;

    private final Surroundings surroundings;

    ResetBreaker(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      var runs = new StoredLimits(surroundings).resetBreakers();
      if (runs.isEmpty()) {
        surroundings.out().println("no run has counted failures");
      }
      runs.forEach(run -> surroundings.out().println("reset; go on with: parley resume " + run));
      return 0;
    }
  }
}
