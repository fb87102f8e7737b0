package dev.parley.analytics.insight;

import dev.parley.analytics.AttemptRecord;
import dev.parley.analytics.CheckRecord;
import dev.parley.analytics.Spending;
import dev.parley.analytics.Stage;
import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.fingerprint.FailureClass;
import dev.parley.analytics.fingerprint.Fingerprint;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A stream of tasks from a seed: what a team's history looks like while nothing changes. */
final class TaskStream {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ATTEMPTS_MAX = 3;

  /**
   * What is true of the world.
   *
   * @param success chance that a task merges
   * @param retry chance that an attempt before the last one fails
   * @param seconds median time of a task
   * @param usd median cost of a task
   * @param spread standard deviation of the logarithms of both
   * @param hits mean share of the prompt that the cache has
   * @param newFailure part of the failures that are of a kind not seen before
   */
  record World(
      double success,
      double retry,
      double seconds,
      double usd,
      double spread,
      double hits,
      double newFailure) {

    static World healthy(double success, double spread) {
      return new World(success, 0.25, 240, 0.4, spread, 0.7, 0);
    }

    World success(double other) {
      return new World(other, retry, seconds, usd, spread, hits, newFailure);
    }

    World slower(double times) {
      return new World(success, retry, seconds * times, usd, spread, hits, newFailure);
    }

    World dearer(double times) {
      return new World(success, retry, seconds, usd * times, spread, hits, newFailure);
    }

    World hits(double share) {
      return new World(success, retry, seconds, usd, spread, share, newFailure);
    }

    World failing(double attempts, double newOnes) {
      return new World(success, attempts, seconds, usd, spread, hits, newOnes);
    }
  }

  private final Random random;
  private final List<TaskRecord> tasks = new ArrayList<>();

  TaskStream(long seed) {
    this.random = new Random(seed);
  }

  List<TaskRecord> tasks() {
    return List.copyOf(tasks);
  }

  /** As a history file tells of them. */
  TaskStream withoutAttempts() {
    tasks.replaceAll(task ->
        new TaskRecord(
            task.run(),
            task.meeting(),
            task.repository(),
            task.agent(),
            task.model(),
            task.task(),
            task.status(),
            task.startedAt(),
            Optional.empty(),
            Duration.ZERO,
            Map.of(),
            task.tried(),
            task.worked(),
            new Spending(task.spending().cost(), TokenUsage.NONE, 0),
            List.of(),
            Optional.empty()));
    return this;
  }

  /**
   * As if agents, models and types differed in what they cost and take.
   *
   * @param spread standard deviation of the logarithms of agents' with their models; types' is half
   *     of that
   */
  TaskStream mixed(double spread) {
    var levels = new HashMap<String, Double>();
    tasks.replaceAll(task -> {
      var who = task.agent() + task.model();
      var type = task.task().type().wireName();
      double level =
          levels.computeIfAbsent(who, _ -> spread * random.nextGaussian())
              + levels.computeIfAbsent(type, _ -> spread / 2 * random.nextGaussian());
      return scaled(task, Math.exp(level));
    });
    return this;
  }

  private static TaskRecord scaled(TaskRecord task, double times) {
    var spending = task.spending();
    return new TaskRecord(
        task.run(),
        task.meeting(),
        task.repository(),
        task.agent(),
        task.model(),
        task.task(),
        task.status(),
        task.startedAt(),
        task.endedAt(),
        task.queued(),
        task.queueReasons(),
        task.tried(),
        Duration.ofMillis((long) (task.worked().toMillis() * times)),
        new Spending(
            new Money((long) (spending.cost().micros() * times)),
            spending.usage(),
            spending.calls()),
        task.attempts(),
        task.estimated());
  }

  TaskStream add(int number, World world) {
    for (int i = 0; i < number; i++) {
      tasks.add(task(world));
    }
    return this;
  }

  private TaskRecord task(World world) {
    int index = tasks.size();
    boolean merged = random.nextDouble() < world.success();
    int tried = 1;
    while (tried < ATTEMPTS_MAX && random.nextDouble() < world.retry()) {
      tried++;
    }
    double seconds = world.seconds() * Math.exp(world.spread() * random.nextGaussian());
    double usd = world.usd() * Math.exp(world.spread() * random.nextGaussian());
    var usage = usage(world);
    var spending = new Spending(new Money((long) (usd * 1e6)), usage, tried * 5L);
    var run = new RunId("r" + index / 12);
    var start = START.plusSeconds(index * 600L);
    var attempts = new ArrayList<AttemptRecord>();
    for (int number = 1; number <= tried; number++) {
      boolean last = number == tried;
      attempts.add(attempt(number, tried, last && merged, start, spending, seconds, world));
    }
    return new TaskRecord(
        run,
        Optional.empty(),
        "/home/ada/project",
        random.nextBoolean() ? "builtin" : "claude",
        new ModelName("provider", "model-" + random.nextInt(3)),
        coding(index),
        merged ? TaskStatus.MERGED : TaskStatus.FAILED,
        Optional.of(start),
        Optional.of(start.plusSeconds((long) seconds)),
        Duration.ofSeconds(random.nextInt(60)),
        Map.of(),
        tried,
        Duration.ofMillis((long) (seconds * 1e3)),
        spending,
        attempts,
        Optional.empty());
  }

  private TokenUsage usage(World world) {
    double share = Math.clamp(world.hits() + 0.1 * random.nextGaussian(), 0, 1);
    long sent = 20_000L + random.nextInt(100_000);
    long read = (long) (sent * share);
    return new TokenUsage(sent - read, 2_000, 0, read);
  }

  private AttemptRecord attempt(
      int number,
      int of,
      boolean merged,
      Instant start,
      Spending whole,
      double seconds,
      World world) {
    var time = Duration.ofMillis((long) (seconds * 1e3 / of));
    boolean conflict = !merged && random.nextInt(20) == 0;
    return new AttemptRecord(
        number,
        start,
        Optional.of(start.plus(time)),
        Optional.of(merged ? "merged" : "rejected_by_verification"),
        merged ? Optional.empty() : Optional.of(failure(world)),
        time,
        Map.of(Stage.CODE, time),
        new Spending(new Money(whole.cost().micros() / of), TokenUsage.NONE, whole.calls() / of),
        Spending.NONE,
        List.of(new CheckRecord("test", merged, random.nextInt(200) == 0, 1_000)),
        conflict ? List.of("shared.txt") : List.of());
  }

  private Fingerprint failure(World world) {
    int kind = random.nextDouble() < world.newFailure() ? 99 : random.nextInt(6);
    return new Fingerprint(
        "f1-00000000000" + kind,
        FailureClass.TEST_FAILURE,
        "failure " + kind,
        Optional.of("npm test"),
        Optional.of(1));
  }

  private CodingTask coding(int index) {
    var types = TaskType.values();
    return new CodingTask(
        new TaskId("T" + index),
        "Do it",
        "All of it.",
        types[random.nextInt(types.length)],
        List.of(),
        List.of("file" + random.nextInt(40) + ".txt"),
        List.of(),
        List.of(),
        List.of());
  }
}
