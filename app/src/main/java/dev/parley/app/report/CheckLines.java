package dev.parley.app.report;

import dev.parley.app.terminal.Plain;
import dev.parley.verification.CheckFailure;
import dev.parley.verification.CheckReport;
import dev.parley.verification.CheckResult;
import dev.parley.verification.Standing;
import dev.parley.verification.coverage.ChangeCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks for people: how each ended, and what of it is new, was failing before, or is flaky. */
public final class CheckLines {

  private static final int NAME_CHARACTERS = 400;
  private static final int SHOWN = 30;
  private static final int SHOWN_IN_SUMMARY = 3;

  private CheckLines() {}

  /** All of a report, each check with the end of its output if the change was refused for it. */
  static List<String> log(CheckReport report, int outputLines) {
    var lines = new ArrayList<String>();
    lines.add(
        report.empty()
            ? "nothing to verify with"
            : "verified"
                + report.baseline().map(tree -> " against base tree " + cut(tree)).orElse("")
                + ":");
    for (var result : report.results()) {
      lines.add(head(result));
      lines.addAll(details(result));
      if (result.blocks()) {
        var output = Plain.lines(result.output()).strip().lines().toList();
        lines.addAll(output.subList(Math.max(0, output.size() - outputLines), output.size()));
      }
    }
    report.coverage().ifPresent(coverage -> lines.add(words(coverage)));
    return lines;
  }

  /** The command, how it ended, and the failures by how they stand. */
  public static String head(CheckResult result) {
    var command = Plain.line(String.join(" ", result.command().argv()), 200);
    var standings = result.standings();
    return word(result)
        + ": "
        + command
        + result.skipped().map(why -> " (" + Plain.line(why, 200) + ")").orElse("")
        + (standings.isEmpty() ? "" : " (" + standings + ")");
  }

  /** Nobody should overlook the one kind that keeps a change from landing. */
  static String word(CheckResult result) {
    if (result.skipped().isPresent()) {
      return "not run";
    }
    return result.passed() ? "passed" : result.blocks() ? "FAILED" : "failed, not for this change";
  }

  /** A line for each failure, vanished test and note. */
  public static List<String> details(CheckResult result) {
    var named =
        result.failures().stream()
            .filter(failure -> !failure.name().equals(CheckFailure.WHOLE))
            .map(failure ->
                "  "
                    + word(failure.standing())
                    + ": "
                    + Plain.line(failure.inWords(), NAME_CHARACTERS));
    var gone =
        result.vanished().stream()
            .map(name -> "  passed before, not reported now: " + Plain.line(name, NAME_CHARACTERS));
    var notes = result.notes().stream().map(note -> "  note: " + Plain.line(note, NAME_CHARACTERS));
    var all = Stream.of(named, gone, notes).flatMap(lines -> lines).toList();
    if (all.size() <= SHOWN) {
      return all;
    }
    var some = new ArrayList<>(all.subList(0, SHOWN));
    some.add("  ... and " + (all.size() - SHOWN) + " more");
    return some;
  }

  public static String words(ChangeCoverage coverage) {
    return "coverage of changed lines: %d%% (%d of %d)"
        .formatted(coverage.percent(), coverage.covered(), coverage.executable());
  }

  /** What is worth a line of a table; empty if all passed and nothing more is known. */
  public static Optional<String> summary(
      List<CheckResult> results, Optional<ChangeCoverage> coverage) {
    var parts = new ArrayList<String>();
    for (var standing : Standing.values()) {
      var names =
          results.stream()
              .flatMap(result -> result.of(standing).stream())
              .map(CheckFailure::name)
              .toList();
      if (!names.isEmpty()) {
        var some = names.subList(0, Math.min(SHOWN_IN_SUMMARY, names.size()));
        var more = names.size() > some.size() ? ", ..." : "";
        parts.add(
            "%d %s (%s%s)".formatted(names.size(), word(standing), String.join(", ", some), more));
      }
    }
    coverage.map(CheckLines::words).ifPresent(parts::add);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(Plain.line(String.join("; ", parts), NAME_CHARACTERS));
  }

  /** As people say it: {@code failing before}. */
  static String word(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String cut(String tree) {
    return Plain.line(tree.substring(0, Math.min(10, tree.length())));
  }
}
