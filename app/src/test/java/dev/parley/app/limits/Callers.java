package dev.parley.app.limits;

import dev.parley.adapters.langchain4j.LangChainModelClient;
import dev.parley.adapters.langchain4j.ProviderSettings;
import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.adapters.sql.SqlStore;
import dev.parley.app.wiring.ThreadPause;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.safety.Meter;
import dev.parley.safety.MeteredModelClient;
import dev.parley.safety.PriceCatalogue;
import dev.parley.testkit.contract.Note;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Many threads that call a model, through the client as it is wired, until a limit refuses them. It
 * can be a process of its own.
 */
final class Callers {

  static final RunId RUN = new RunId("run-1");
  static final ModelName MODEL = new ModelName("anthropic", "claude-haiku-4-5");
  static final int MAX_OUTPUT_TOKENS = 4_096;

  private static final String PROMPT = "Hello. ".repeat(140);

  private final ModelClient client;
  private final CallContext context;
  private final Runnable called;

  /**
   * @param task names an attempt of its own, so that several processes may work for the run
   * @param called runs after each call
   */
  Callers(SqlStore store, String url, Binding binding, String task, Runnable called) {
    var attempt = new AttemptId(RUN, new TaskId(task), 1);
    Fence fence = store.eventLog().transact(t -> t.raiseEpoch(StreamId.attempt(attempt)));
    this.context = new CallContext(RUN, Optional.of(attempt), fence);
    this.called = called;
    var settings = new ProviderSettings("anthropic", Protocol.ANTHROPIC, url, "key");
    var meter =
        new Meter(
            store.ledger(),
            PriceCatalogue.embedded(),
            binding::limits,
            () -> UUID.randomUUID().toString());
    this.client =
        new MeteredModelClient(
            new LangChainModelClient(Map.of("anthropic", settings)),
            meter,
            new ThreadPause(),
            InstantSource.system(),
            _ -> {});
  }

  /** Calls from so many threads until each is refused; returns why. */
  List<String> untilRefused(int callers) throws Exception {
    List<Callable<String>> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      threads.add(this::callUntilRefused);
    }
    var reasons = new ArrayList<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reason : executor.invokeAll(threads)) {
        reasons.add(reason.get());
      }
    }
    return reasons;
  }

  private String callUntilRefused() {
    while (true) {
      try {
        var _ = client.call(request());
        called.run();
      } catch (ProblemException e) {
        if (e.problem().code() != Code.LIMIT_REACHED) {
          throw e;
        }
        return e.problem().context().getOrDefault("limit", "");
      }
    }
  }

  private ModelRequest request() {
    return new ModelRequest(
        Role.CODING,
        MODEL,
        context,
        "You code.",
        List.of(new Message.User(PROMPT)),
        List.of(),
        Optional.empty(),
        MAX_OUTPUT_TOKENS,
        true);
  }

  /**
   * Runs in the child: says that it is ready, waits for a line, and says so after each call.
   *
   * @param arguments store, provider's URL, limit, task, number of threads
   */
  public static void main(String[] arguments) throws Exception {
    try (var store = SqlStore.open(arguments[0], Note.CODEC, InstantSource.system())) {
      var binding = Binding.valueOf(arguments[2]);
      var callers =
          new Callers(
              store, arguments[1], binding, arguments[3], () -> System.out.println("called"));
      System.out.println("ready");
      int _ = System.in.read();
      System.out.println("refused " + callers.untilRefused(Integer.parseInt(arguments[4])));
    }
  }

  /**
   * @param zone of the child's clock
   */
  static Process start(String store, String url, Binding binding, String task, String zone)
      throws java.io.IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.timezone=" + zone,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Callers.class.getName(),
            store,
            url,
            binding.name(),
            task,
            "32")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
