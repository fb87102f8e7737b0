package dev.parley.app.cli;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.app.report.ScheduleJson;
import dev.parley.app.run.UserFile;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.scheduling.GraphFile;
import dev.parley.scheduling.Policy;
import dev.parley.scheduling.Schedule;
import dev.parley.scheduling.VirtualRun;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley simulate}: the scheduler over given durations. */
@Command(
    name = "simulate",
    description = {
      "Run Parley's scheduler over tasks whose durations are given, in virtual time.",
      "It decides by the estimates alone; what a task really takes it learns when that is over."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:simulated", "2:wrong usage or input"})
final class SimulateCommand implements Callable<Integer> {

  private static final int SLOTS_MAX = 100_000;

  @Mixin HelpOption help;

  @Option(
      names = "--graph",
      paramLabel = "FILE",
      required = true,
      description = {
        "The tasks, in JSON; - reads standard input:",
        "{\"tasks\":[{\"id\",\"duration_s\",\"estimate_s\",\"dependencies\":[],\"files\":[]}]}"
      })
  String graph = "";

  @Option(
      names = "--slots",
      paramLabel = "N",
      required = true,
      description = "How many tasks may run at a time.")
  int slots;

  @Option(
      names = "--policy",
      paramLabel = "P",
      defaultValue = "critical-path",
      description = "critical-path, fifo, batch or sequential. Default: critical-path.")
  String policy = "";

  @Option(names = "--json", description = "One JSON object, with when each task runs.")
  boolean json;

  private final Surroundings surroundings;

  SimulateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (slots < 1 || slots > SLOTS_MAX) {
      throw wrong("--slots " + slots, "Give a number from 1 to " + SLOTS_MAX + ".");
    }
    var chosen = Policy.of(policy).orElseThrow(this::unknownPolicy);
    var read =
        GraphFile.read(graph, UserFile.text(surroundings, graph), new JacksonLocatedJsonReader());
    double bound = VirtualRun.lowerBoundSeconds(read.tasks(), slots);
    var schedule = VirtualRun.of(read.tasks(), slots, chosen);
    if (json) {
      surroundings.out().println(ScheduleJson.of(read, schedule, bound));
    } else {
      lines(read, schedule, bound, chosen).forEach(surroundings.out()::println);
    }
    return 0;
  }

  private List<String> lines(GraphFile.Graph read, Schedule schedule, double bound, Policy chosen) {
    var table =
        schedule.entries().stream()
            .map(entry ->
                "%12.1f %12.1f  %s"
                    .formatted(
                        entry.startSeconds(),
                        entry.endSeconds(),
                        Plain.line(read.name(entry.id()), 80)))
            .collect(Collectors.toList());
    table.addFirst("%12s %12s  %s".formatted("start", "end", "task"));
    table.add("");
    for (var other : Policy.values()) {
      double makespan =
          other == chosen
              ? schedule.makespanSeconds()
              : VirtualRun.of(read.tasks(), slots, other).makespanSeconds();
      table.add(
          String.format(
              Locale.ROOT,
              "%-13s %12.1f s  %.3f times the lower bound%s",
              other.wireName(),
              makespan,
              bound == 0 ? 1 : makespan / bound,
              other == chosen ? "  <- shown" : ""));
    }
    table.add("%-13s %12.1f s".formatted("lower bound", bound));
    return table;
  }

  private RuntimeException unknownPolicy() {
    var known =
        Arrays.stream(Policy.values()).map(Policy::wireName).collect(Collectors.joining(", "));
    return wrong("unknown policy " + policy, "Give one of " + known + ".");
  }

  private static RuntimeException wrong(String what, String remedy) {
    return new Problem(Code.BAD_USAGE, what, remedy).raise();
  }
}
