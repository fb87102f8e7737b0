package dev.parley.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.run.AnalyserCheckup;
import dev.parley.app.run.AnalyserCheckup.Failure;
import dev.parley.app.run.AnalyserCheckup.Standing;
import dev.parley.app.run.Checkup;
import dev.parley.app.run.Checkup.Health;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import java.util.List;
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
    exitCodeList = {
      "0:all that is required is there",
      "4:something is missing, or could not be installed"
    })
final class DoctorCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  private static final JsonMapper JSON = new JsonMapper();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  @Option(
      names = "--install",
      description = "Fetch analysers from npm and Maven into Parley's own folder first.")
  boolean install;

  private final Surroundings surroundings;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var analysers = new AnalyserCheckup(surroundings);
    var failures =
        install
            ? analysers.install(line -> surroundings.err().println(Plain.line(line)))
            : List.<Failure>of();
    var findings = new Checkup(surroundings).findings();
    boolean healthy = findings.stream().noneMatch(f -> f.health() == Health.MISSING);
    if (json) {
      surroundings.out().println(report(healthy, findings, analysers.standings(), failures));
    } else {
      findings.forEach(f -> print(f.health().inWords(), f.name(), f.detail(), f.remedy()));
      analysers.standings().forEach(this::print);
      failures.forEach(f -> print("FAILED", f.name(), f.problem().message(), f.problem().remedy()));
    }
    return healthy && failures.isEmpty() ? 0 : 4;
  }

  private void print(Standing analyser) {
    if (analyser.present()) {
      print("ok", analyser.name(), analyser.version() + " in " + analyser.place(), "");
    } else {
      print("optional", analyser.name(), "not there", analyser.remedy());
    }
  }

  private void print(String health, String name, String detail, String remedy) {
    var out = surroundings.out();
    out.printf("%-8s %-10s %s%n", health, name, Plain.line(detail));
    Plain.lines(remedy).lines().forEach(line -> out.println("                    " + line));
  }

  private static ObjectNode report(
      boolean healthy,
      List<Checkup.Finding> findings,
      List<Standing> analysers,
      List<Failure> failures) {
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
    var listed = report.putArray("analysers");
    for (var analyser : analysers) {
      listed
          .addObject()
          .put("name", analyser.name())
          .put("present", analyser.present())
          .put("version", analyser.version())
          .put("place", analyser.place())
          .put("remedy", analyser.remedy());
    }
    var failed = report.putArray("failed");
    for (var failure : failures) {
      failed
          .addObject()
          .put("name", failure.name())
          .put("message", failure.problem().message())
          .put("remedy", failure.problem().remedy());
    }
    return report;
  }
}
