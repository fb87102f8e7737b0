package dev.parley.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.app.run.Checkup;
import dev.parley.app.run.Checkup.Health;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley doctor}: what is missing on this machine, and how to get it. */
@Command(
    name = "doctor",
    description = "Say what is missing on this machine, and how to get it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all that is required is there", "4:something is missing"})
final class DoctorCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  private static final JsonMapper JSON = new JsonMapper();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final Surroundings surroundings;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var findings = new Checkup(surroundings).findings();
    boolean healthy = findings.stream().noneMatch(f -> f.health() == Health.MISSING);
    var out = surroundings.out();
    if (json) {
      var report = JSON.createObjectNode().put("healthy", healthy);
      var checks = report.putArray("checks");
      for (var finding : findings) {
        checks
            .addObject()
            .put("name", finding.name())
            .put("health", finding.health().name().toLowerCase(Locale.ROOT))
            .put("detail", finding.detail())
            .put("remedy", finding.remedy());
      }
      out.println(report);
    } else {
      for (var finding : findings) {
        out.printf(
            "%-8s %-10s %s%n",
            finding.health().inWords(), finding.name(), Plain.line(finding.detail()));
        Plain.lines(finding.remedy())
            .lines()
            .forEach(line -> out.println("                    " + line));
      }
    }
    return healthy ? 0 : 4;
  }
}
