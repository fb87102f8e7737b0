package dev.parley.app.wiring;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.adapters.javac.ChildJvm;
import dev.parley.adapters.javac.JavaAnalyser;
import dev.parley.adapters.nio.FileAnalysisCache;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.adapters.sql.SqlStore;
import dev.parley.adapters.treesitter.TreeSitterReader;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.git.ObjectStore;
import dev.parley.llm.AnswerCache;
import dev.parley.llm.CallContext;
import dev.parley.llm.LlmListener;
import dev.parley.llm.Prompts;
import dev.parley.llm.Recall;
import dev.parley.llm.ResponseCache;
import dev.parley.llm.Role;
import dev.parley.llm.StructuredCall;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.review.Analyser;
import dev.parley.review.AnalysisCache;
import dev.parley.review.ModelReview;
import dev.parley.review.ReviewSettings;
import dev.parley.review.RuleAnalyser;
import dev.parley.review.analysis.FloorAnalyser;
import dev.parley.safety.Limits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Wires reviews outside of runs. */
public final class ReviewWiring {

  /** For reviews that call no model, and are booked nowhere. */
  public static final CallContext WITHOUT_STORE = withoutStore();

  /** Each takes less than a kilobyte, but for a file of very many findings. */
  private static final int ANALYSES_MAX = 4_000;

  private final SqlStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public ReviewWiring(SqlStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private static CallContext withoutStore() {
    var review = new RunId("review");
    return new CallContext(review, Optional.empty(), new Fence(StreamId.review(review), 1));
  }

  /** What needs nothing but Parley itself. */
  public static List<Analyser> ownAnalysers(AnalysisCache cache) {
    var all = new ArrayList<>(floor(cache));
    all.add(new JavaAnalyser(new OsProcessRunner(), ChildJvm.likeThisProcess(), cache));
    return all;
  }

  /** Those of them that are written here, and run in this process. */
  public static List<Analyser> floor(AnalysisCache cache) {
    return List.of(new RuleAnalyser(), new FloorAnalyser(new TreeSitterReader(), cache));
  }

  /**
   * What analyses came to, kept in Parley's home for the very program that runs here; nothing is
   * kept unless that is a jar, which can be told from another.
   */
  static AnalysisCache cache(Path home) {
    try {
      var program =
          Path.of(ReviewWiring.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(program)) {
        return AnalysisCache.NONE;
      }
      String edition =
          String.join(
              "\n",
              program.toString(),
              String.valueOf(Files.size(program)),
              Files.getLastModifiedTime(program).toString(),
              Runtime.version().toString());
      return new FileAnalysisCache(home.resolve("analyses"), edition, ANALYSES_MAX);
    } catch (URISyntaxException | IOException e) {
      return AnalysisCache.NONE;
    }
  }

  /**
   * Those, and the programs of others that the settings name and that are there.
   *
   * @param repository empty if only a diff is known
   */
  public static List<Analyser> analysers(StageSettings settings, Optional<ObjectStore> repository) {
    var all = new ArrayList<>(ownAnalysers(cache(settings.home())));
    if (!settings.analysers().isEmpty()) {
      all.add(ExternalWiring.of(settings, repository));
    }
    return all;
  }

  /** A new review, on whose behalf models are called. */
  public CallContext context() {
    var review = new RunId(new TimeOrderedIds(clock, random, 4).next());
    var fence =
        store.eventLog().transact(transaction -> transaction.raiseEpoch(StreamId.review(review)));
    return new CallContext(review, Optional.empty(), fence);
  }

  /**
   * A model that reads changes.
   *
   * @param checkout where it lies, which says nothing about what is asked
   */
  public ModelReview model(StageSettings settings, Limits limits, Models models, String checkout) {
    var pause = new ThreadPause();
    var means =
        new ModelWiring.Means(
            store.ledger(), clock, pause, random, new TimeOrderedIds(clock, random, 20));
    var caller = new ModelWiring.Caller(() -> limits, models.fallbacks(), models.listener());
    var wiring = new ModelWiring(settings, means);
    var client = wiring.client(caller);
    var answers = new AnswerCache(store.responseCache(ResponseCache.Bounds.STANDARD), clock);
    Optional<Recall> recall =
        settings.cache()
            ? Optional.of(wiring.recall(answers, models.listener()))
            : Optional.empty();
    return new ModelReview(
        new StructuredCall(client, new JacksonJsonCodec(), recall),
        models.review(),
        ReviewSettings.STANDARD,
        new Prompts(random, checkout));
  }

  /**
   * Who is asked.
   *
   * @param listener hears of each call
   */
  public record Models(
      ModelName review, Map<Role, List<ModelName>> fallbacks, LlmListener listener) {}
}
