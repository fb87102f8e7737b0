package dev.parley.app.run;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.analytics.RecordRefresher;
import dev.parley.analytics.TaskHistory;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.ListPricing;
import dev.parley.estimation.Assignment;
import dev.parley.estimation.Backtest;
import dev.parley.estimation.HistoryFile;
import dev.parley.estimation.HistoryRow;
import dev.parley.estimation.PlanEstimate;
import dev.parley.estimation.Pricing;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TasksFile;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Estimates tasks of a file from finished ones, and holds estimates against what happened. */
public final class EstimateJob {

  /** The same plan is estimated alike each time. */
  private static final long SEED = 1;

  private final Surroundings surroundings;
  private final Pricing pricing;

  public EstimateJob(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pricing = pricing(surroundings);
  }

  /**
   * Whose work is estimated; what is empty is taken from the newest finished task.
   *
   * @param history a file; empty for the finished runs of the store
   */
  public record Wish(
      String tasks, Optional<String> history, Optional<String> agent, Optional<String> model) {}

  /**
   * A plan's estimate.
   *
   * @param tasks in the order of the file
   * @param by who is expected to do them
   */
  public record Estimated(List<CodingTask> tasks, PlanEstimate plan, Assignment by) {}

  /** Finished tasks, each as it would have been estimated. */
  public record Tested(List<Backtest.Row> rows, Pricing pricing) {}

  private static Pricing pricing(Surroundings surroundings) {
    var environment = surroundings.environment();
    var loaded =
        ConfigurationFiles.load(
            Places.of(environment), Optional.empty(), List.of(), environment, Flags.NONE);
    var prices = ModelAccess.of(loaded.configuration(), environment).prices();
    return new ListPricing(prices, surroundings.clock());
  }

  /**
   * Estimates every task of a file.
   *
   * @throws dev.parley.model.ProblemException BAD_INPUT naming file and line
   */
  public Estimated estimate(Wish wish) {
    var reader = new TasksFile(new JacksonLocatedJsonReader());
    var plan = reader.read(wish.tasks(), UserFile.text(surroundings, wish.tasks()));
    var tasks = plan.graph().tasks();
    var history = wish.history().isPresent() ? read(wish.history().get()) : finished();
    var by = assignment(wish, history);
    var whole = PlanEstimate.of(tasks, history, by, pricing, new SplittableRandom(SEED));
    return new Estimated(tasks, whole, by);
  }

  private static Assignment assignment(Wish wish, List<HistoryRow> history) {
    var newest = history.isEmpty() ? Assignment.UNKNOWN : history.getLast().assignment();
    return new Assignment(
        wish.agent().orElse(newest.agent()),
        wish.model().orElse(newest.model()),
        newest.repository());
  }

  /**
   * Predicts every row of a file from the rows before it.
   *
   * @throws dev.parley.model.ProblemException BAD_INPUT naming file and line
   */
  public Tested backtest(String file) {
    var history = read(file);
    if (history.isEmpty()) {
      throw new Problem(
              Code.BAD_INPUT,
              file + " has no row",
              "Name a file with one finished task a line, as in docs/estimation.md.")
          .raise();
    }
    return new Tested(Backtest.of(history, pricing), pricing);
  }

  private List<HistoryRow> read(String file) {
    var text = UserFile.text(surroundings, file);
    var read = HistoryFile.read(file, text, new JacksonLocatedJsonReader());
    read.warnings().forEach(warning -> surroundings.err().println("warning: " + warning));
    return read.rows();
  }

  private List<HistoryRow> finished() {
    var environment = surroundings.environment();
    return StoreAccess.look(
            Places.of(environment),
            environment,
            store -> {
              var refresher =
                  new RecordRefresher(store.eventLog(), store.ledger(), store.runRecords());
              return new TaskHistory(refresher::refreshed).finished();
            })
        .orElse(List.of());
  }
}
