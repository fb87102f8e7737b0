package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import dev.parley.verification.Checkouts.Checkout;
import dev.parley.verification.coverage.ChangeCoverage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One change on its way through its checks. Used once, by one thread. */
final class Verification {

  /** How often a check whose failure is new runs again on the same tree. */
  private static final int REPEATS = 2;

  private static final int KEPT_HEAD_CHARACTERS = 16 * 1024;
  private static final int KEPT_TAIL_CHARACTERS = 48 * 1024;

  private final Checkouts checkouts;
  private final CheckRunner runner;
  private final Subject subject;
  private final BaselineSource base;
  private final List<RepositoryCommand> built = new ArrayList<>();

  /** What it came to. */
  record Results(List<CheckResult> results, List<ChangeCoverage.Report> reports) {

    /**
     * @param diff asked for only if a tool wrote something
     */
    Optional<ChangeCoverage> coverage(Supplier<String> diff) {
      return reports.isEmpty() ? Optional.empty() : ChangeCoverage.of(diff.get(), reports);
    }
  }

  Verification(Checkouts checkouts, CheckRunner runner, Subject subject, BaselineSource base) {
    this.checkouts = checkouts;
    this.runner = runner;
    this.subject = subject;
    this.base = base;
  }

  Results run(Checkout checkout) {
    var results = new ArrayList<CheckResult>();
    var reports = new ArrayList<ChangeCoverage.Report>();
    boolean broken = false;
    for (var check : Phases.inOrder(checkout.profile().checks())) {
      if (broken) {
        results.add(CheckResult.skipped(check, "the build failed"));
        continue;
      }
      var run = runner.run(check, checkout.workspace());
      reports.addAll(run.coverage());
      var result = run.passed() ? passed(run) : failed(run);
      results.add(result);
      if (Phase.of(check) == Phase.BUILD) {
        built.add(check);
        broken = result.blocks();
      }
    }
    return new Results(results, reports);
  }

  private CheckResult passed(CheckRun run) {
    return result(run, Comparison.of(run, base.known(run.command())), run.failures());
  }

  private CheckResult failed(CheckRun run) {
    var before = base.of(run.command());
    var comparison = Comparison.of(run, before);
    for (int i = 0; i < REPEATS && run.repeatable() && comparison.hasNew(); i++) {
      var again = again(run.command());
      comparison = comparison.repeated(again, Comparison.of(again, before));
    }
    return result(run, comparison, run.failures());
  }

  /** From the start, so that nothing the last time left behind helps it to pass. */
  private CheckRun again(RepositoryCommand check) {
    var fresh = checkouts.at(subject.lease(), subject.start(), subject.change().commit());
    for (var build : built) {
      runner.run(build, fresh.workspace());
    }
    return runner.run(check, fresh.workspace());
  }

  private CheckResult result(
      CheckRun run, Comparison comparison, java.util.Map<String, String> messages) {
    var failures = new ArrayList<CheckFailure>();
    new LinkedHashMap<>(comparison.standings())
        .forEach((id, standing) ->
            failures.add(
                new CheckFailure(RunResults.shown(id), messages.getOrDefault(id, ""), standing)));
    failures.sort(Comparator.comparing(CheckFailure::standing));
    var notes = new ArrayList<>(comparison.notes());
    if (!run.passed()) {
      base.unavailable().ifPresent(notes::add);
    }
    if (failures.size() > CheckResult.MAX_FAILURES) {
      notes.add("%d failures, not all are listed".formatted(failures.size()));
    }
    return new CheckResult(
        run.command(),
        run.passed(),
        run.exitCode(),
        run.timedOut(),
        kept(run.output()),
        run.elapsedMillis(),
        Optional.of(Phase.of(run.command())),
        Optional.of(run.counts()).filter(counts -> counts.total() > 0),
        failures.subList(0, Math.min(CheckResult.MAX_FAILURES, failures.size())),
        comparison.vanished().stream().limit(CheckResult.MAX_VANISHED).toList(),
        Optional.empty(),
        notes);
  }

  private static String kept(String output) {
    int tooMuch = output.length() - KEPT_HEAD_CHARACTERS - KEPT_TAIL_CHARACTERS;
    return tooMuch <= 0
        ? output
        : output.substring(0, KEPT_HEAD_CHARACTERS)
            + "\n[... "
            + tooMuch
            + " characters left out ...]\n"
            + output.substring(output.length() - KEPT_TAIL_CHARACTERS);
  }
}
