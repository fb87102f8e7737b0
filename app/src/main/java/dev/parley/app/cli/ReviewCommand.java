package dev.parley.app.cli;

import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.report.ReviewJson;
import dev.parley.app.report.ReviewSarif;
import dev.parley.app.report.ReviewText;
import dev.parley.app.run.ReviewJob;
import dev.parley.app.run.ReviewJob.Subject;
import dev.parley.app.run.WaiverJob;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.review.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley review}: the review gate alone. */
@Command(
    name = "review",
    description = {
      "Judge a change: what is not committed yet, what is staged, the last commit since it parted"
          + " from REV, or a diff.",
      "Nothing in the repository is written."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:approved",
      "1:changes requested",
      "2:wrong usage or input, or nothing to review",
      "3:stopped by a limit",
      "4:the environment lacks something, such as a model"
    })
final class ReviewCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin RepositoryOption repository;

  @ArgGroup(exclusive = true)
  Which which = new Which();

  /** Which change; what is not committed yet if nothing is named. */
  static final class Which {

    @Option(
        names = "--base",
        paramLabel = "REV",
        description = "Review the last commit, since it parted from REV.")
    @Nullable String base;

    @Option(names = "--staged", description = "Review what is staged; for a pre-commit hook.")
    boolean staged;

    @Option(
        names = "--diff",
        paramLabel = "FILE",
        description = "Review a diff as git prints it; - for standard input.")
    @Nullable String diff;
  }

  @Option(names = "--no-llm", description = "Ask no model; analysers alone judge.")
  boolean noModel;

  @Option(
      names = "--model",
      paramLabel = "P/M",
      description = "The model that reviews. Default: [models] review.")
  @Nullable String model;

  @Option(
      names = "--no-cache",
      description = "Ask the model anew what it was asked before; use and keep no answer.")
  boolean noCache;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  Format format = Format.text;

  /** How the verdict is written. */
  enum Format {
    text,
    json,
    sarif
  }

  @ArgGroup(exclusive = false)
  @Nullable Waive waive;

  /** A decision on a finding, instead of a review. */
  static final class Waive {

    @Option(
        names = "--waive",
        required = true,
        paramLabel = "FINGERPRINT",
        description = "Let this finding pass in reviews and runs to come, and review nothing now.")
    String fingerprint = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why it may pass; kept with who said so.")
    String reason = "";

    @Option(
        names = "--until",
        paramLabel = "DATE",
        description = "The last day on which it may pass, such as 2027-01-31. Default: no end.")
    @Nullable String until;
  }

  @Option(
      names = "--withdraw",
      paramLabel = "FINGERPRINT",
      description = "Take a waiver back, and review nothing now.")
  @Nullable String withdrawn;

  private final Surroundings surroundings;

  ReviewCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (waive != null && withdrawn != null) {
      throw new ParameterException(
          spec.commandLine(), "--waive and --withdraw are mutually exclusive");
    }
    var waivers = new WaiverJob(surroundings, repository.folder);
    if (waive != null) {
      var granted =
          waivers.grant(waive.fingerprint, waive.reason, Optional.ofNullable(waive.until));
      surroundings.out().println("waived: " + granted);
      return 0;
    }
    if (withdrawn != null) {
      waivers.withdraw(withdrawn);
      surroundings.out().println("withdrawn: " + withdrawn);
      return 0;
    }
    var wish = new ReviewJob.Wish(repository.folder, subject(), flags(), noModel);
    var verdict = new ReviewJob(surroundings).review(wish);
    write(verdict);
    return verdict.approved() ? 0 : 1;
  }

  private Subject subject() {
    if (which.diff != null) {
      return new Subject.Diff(which.diff.equals("-") ? "standard input" : which.diff, read());
    }
    if (which.base != null) {
      if (which.base.isBlank() || which.base.startsWith("-")) {
        throw new ParameterException(spec.commandLine(), "--base: no revision: " + which.base);
      }
      return new Subject.Since(which.base);
    }
    return which.staged ? new Subject.Staged() : new Subject.Uncommitted();
  }

  private String read() {
    String name = String.valueOf(which.diff);
    try {
      byte[] bytes =
          name.equals("-")
              ? surroundings.in().readAllBytes()
              : Files.readAllBytes(surroundings.resolve(Path.of(name)));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ProblemException(
          new Problem(
              Code.BAD_INPUT,
              "--diff: " + name + " cannot be read: " + e.getMessage(),
              "Name a file, or - for standard input."),
          e);
    }
  }

  private Flags flags() {
    var settings = new LinkedHashMap<String, String>();
    var names = new LinkedHashMap<String, String>();
    if (model != null) {
      for (var role : new String[] {"default", "review"}) {
        settings.put("models." + role, model);
        names.put("models." + role, "--model");
      }
    }
    if (noCache) {
      settings.put("run.cache", "false");
      names.put("run.cache", "--no-cache");
    }
    return new Flags(settings, names, Optional.empty());
  }

  private void write(Verdict verdict) {
    var out = surroundings.out();
    switch (format) {
      case text -> ReviewText.of(verdict).forEach(out::println);
      case json -> out.println(ReviewJson.of(verdict));
      case sarif -> out.println(ReviewSarif.of(verdict, version()));
    }
    out.flush();
  }

  private static String version() {
    return String.join(" ", new ParleyCommand.Version().getVersion())
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^parley ", "");
  }
}
