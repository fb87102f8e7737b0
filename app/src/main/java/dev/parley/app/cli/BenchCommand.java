package dev.parley.app.cli;

import dev.parley.app.bench.BenchJob;
import dev.parley.app.bench.BenchReport;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import dev.parley.app.run.Logging;
import dev.parley.app.run.ModelReviewing;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.ReviewWiring;
import dev.parley.review.AnalysisCache;
import dev.parley.review.ReviewGate;
import dev.parley.review.ReviewGate.OnUnavailable;
import dev.parley.review.Waivers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley bench}: how good Parley's own judgement is. */
@Command(
    name = "bench",
    description = "Measure how good Parley's own judgement is.",
    commandListHeading = "%nCommands:%n")
final class BenchCommand implements Callable<Integer>, Cli.Subcommands {

  @Spec CommandSpec spec;
  @Mixin HelpOption help;

  private final Surroundings surroundings;

  BenchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public List<Object> subcommands() {
    return List.of(new Review(surroundings));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(surroundings.err());
    return CommandLine.ExitCode.USAGE;
  }

  /** {@code parley bench review}. */
  @Command(
      name = "review",
      description = {
        "Have the review gate judge a corpus of obvious defects and their clean twins.",
        "Without --model, analysers alone judge, and nothing is spent."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:every review ended with a verdict",
        "1:some did not",
        "2:wrong usage or input",
        "3:stopped by a limit",
        "4:the environment lacks something, such as a model"
      })
  static final class Review implements Callable<Integer> {

    @Mixin HelpOption help;

    @Option(
        names = "--model",
        paramLabel = "P/M",
        description = "A model that reviews, too. Its calls cost money, within your limits.")
    @Nullable String model;

    @Option(
        names = "--corpus",
        paramLabel = "DIR",
        description = "Cases of your own, as <language>/<category>.cases. Default: Parley's own.")
    @Nullable Path corpus;

    @Option(
        names = "--half",
        paramLabel = "HALF",
        defaultValue = "all",
        description = "development (rules may be mended by it), held, or all. Default: all.")
    String half = "all";

    @Option(
        names = "--cases",
        paramLabel = "N",
        description = "At most N pairs, spread over the corpus. Default: all.")
    @Nullable Integer cases;

    @Option(names = "--mistakes", description = "Also list what was missed or falsely blocked.")
    boolean mistakes;

    @Option(names = "--json", description = "One JSON object.")
    boolean json;

    private final Surroundings surroundings;

    Review(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      Logging.quiet();
      var report = model == null ? withoutModel() : withModel(model);
      surroundings.out().flush();
      return report.whole() ? 0 : 1;
    }

    private BenchReport withoutModel() {
      var gate =
          new ReviewGate(
              ReviewWiring.ownAnalysers(AnalysisCache.NONE),
              Optional.empty(),
              Waivers.NONE,
              OnUnavailable.WAIT);
      var job = new BenchJob(gate, ReviewWiring.WITHOUT_STORE, surroundings.environment());
      return told(job, "analysers only");
    }

    private BenchReport withModel(String name) {
      var places = Places.of(surroundings.environment());
      var settings = Map.of("models.default", name, "models.review", name);
      var names = Map.of("models.default", "--model", "models.review", "--model");
      var loaded =
          ConfigurationFiles.load(
              places,
              Optional.empty(),
              List.of(),
              surroundings.environment(),
              new Flags(settings, names, Optional.empty()));
      try (var reviewing = new ModelReviewing(surroundings, places, loaded.configuration())) {
        var gate =
            new ReviewGate(
                ReviewWiring.ownAnalysers(AnalysisCache.NONE),
                Optional.of(reviewing.model("")),
                Waivers.NONE,
                OnUnavailable.WAIT);
        var job = new BenchJob(gate, reviewing.context(), surroundings.environment());
        var report = told(job, "analysers and " + reviewing.name());
        surroundings.err().println("cost: " + reviewing.cost());
        return report;
      }
    }

    private BenchReport told(BenchJob job, String judge) {
      var wish =
          new BenchJob.Wish(
              Optional.ofNullable(corpus).map(surroundings::resolve),
              half,
              Optional.ofNullable(cases));
      var report = job.run(wish, progress -> surroundings.err().println(progress));
      var out = surroundings.out();
      if (json) {
        out.println(report.json(judge));
      } else {
        out.println("judged by: " + judge);
        report.table().forEach(out::println);
        if (mistakes) {
          report.mistakes().forEach(out::println);
        }
      }
      return report;
    }
  }
}
