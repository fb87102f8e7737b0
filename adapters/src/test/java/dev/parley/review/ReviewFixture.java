package dev.parley.review;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Prompts;
import dev.parley.llm.Recall;
import dev.parley.llm.StructuredCall;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Supplier;

/** A reviewer whose model answers from a queue, and a small change to review. */
class ReviewFixture {

  protected static final AttemptId ATTEMPT = new AttemptId(new RunId("run-1"), new TaskId("T1"), 2);
  protected static final String APPROVED =
      "{\"approved\": true, \"issues\": [], \"suggestions\": []}";

  protected static final String DIFF =
      """
      diff --git a/src/a.ts b/src/a.ts
      index 1..2 100644
      --- a/src/a.ts
      +++ b/src/a.ts
      @@ -1,2 +1,3 @@
       one();
      +two();
       three();
      """;

  protected final Queue<Supplier<ModelReply>> replies = new ArrayDeque<>();
  private static final String HOLDS =
      "{\"refuted\": false, \"file\": \"\", \"quote\": \"\", \"why\": \"\"}";

  /** Attempts to refute. */
  protected final List<ModelRequest> asked = new ArrayList<>();

  protected final List<ModelRequest> requests = new ArrayList<>();
  protected final Map<String, String> newFiles =
      new HashMap<>(Map.of("src/a.ts", "one();\ntwo();\nthree();\n"));

  /** Files of the repository that the change leaves alone. */
  protected final Map<String, String> unchanged = new HashMap<>();

  protected String diff = DIFF;
  protected ReviewSettings settings = ReviewSettings.STANDARD;
  protected Optional<Recall> recall = Optional.empty();
  protected int attempt = 2;
  protected List<Analyser> analysers = List.of(new RuleAnalyser());

  protected Waivers waivers = Waivers.NONE;
  protected ReviewGate.OnUnavailable onUnavailable = ReviewGate.OnUnavailable.WAIT;
  protected Rounds rounds = Rounds.NONE;

  /** What the security pass finds; nothing unless a test says so. */
  protected final Queue<String> security = new ArrayDeque<>();

  /** What becomes of attempts to refute; they fail unless a test says otherwise. */
  protected final Queue<String> refutations = new ArrayDeque<>();

  protected ReviewResult review() {
    var reviewer =
        new ReviewGate(
            analysers,
            Optional.of(
                new ModelReview(
                    new StructuredCall(this::call, new JacksonJsonCodec(), recall),
                    new ModelName("scripted", "model"),
                    settings,
                    new Prompts(new Random(1), ""))),
            waivers,
            onUnavailable);
    var task =
        new CodingTask(
            ATTEMPT.task(),
            "Call two",
            "Call two() between the others.",
            TaskType.MODIFICATION,
            List.of(),
            List.of("src/a.ts"),
            List.of(),
            List.of("two() is called once."),
            List.of());
    var context =
        new CallContext(
            ATTEMPT.run(),
            Optional.of(new AttemptId(ATTEMPT.run(), ATTEMPT.task(), attempt)),
            new Fence(StreamId.attempt(ATTEMPT), 1));
    return reviewer.review(
        new ReviewTask(
            "t".repeat(40),
            diff,
            newFiles,
            Optional.of(task),
            Optional.empty(),
            rounds,
            HeadText.of(repository()),
            context));
  }

  private Map<String, String> repository() {
    var files = new HashMap<>(unchanged);
    files.putAll(newFiles);
    return files;
  }

  protected synchronized ModelReply call(ModelRequest request) {
    if (request.system().contains(Pass.SECURITY.focus())) {
      return said(security.isEmpty() ? APPROVED : security.remove());
    }
    if (request.system().equals(Refuter.SYSTEM)) {
      asked.add(request);
      return said(refutations.isEmpty() ? HOLDS : refutations.remove());
    }
    requests.add(request);
    if (replies.isEmpty()) {
      throw new AssertionError("no answer is left");
    }
    return replies.remove().get();
  }

  private static ModelReply said(String text) {
    return new ModelReply(text, List.of(), StopReason.END, Optional.empty());
  }

  protected ReviewFixture answers(String text) {
    return answers(text, StopReason.END);
  }

  protected ReviewFixture answers(String text, StopReason stop) {
    replies.add(() -> new ModelReply(text, List.of(), stop, Optional.empty()));
    return this;
  }

  protected static String issue(String severity, String file, int line, String quote) {
    return """
    {"severity": "%s", "category": "correctness", "file": "%s", "line": %d, "quote": "%s",
     "description": "It is wrong."}\
    """
        .formatted(severity, file, line, quote);
  }

  protected static String answer(boolean approved, String... issues) {
    return "{\"approved\": %s, \"issues\": [%s], \"suggestions\": []}"
        .formatted(approved, String.join(", ", issues));
  }

  protected Verdict verdict() {
    return switch (review()) {
      case ReviewResult.Judged(var verdict) -> verdict;
      case ReviewResult.Unavailable(var reason) -> throw new AssertionError(reason);
    };
  }
}
