package dev.parley.bench.workflow;

import dev.parley.bench.workflow.Distributions.Files;
import dev.parley.model.TaskId;
import dev.parley.scheduling.Work;
import dev.parley.testkit.Graphs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks of one seed, and all the luck there is with them. It is the same however they are
 * carried out: everything is drawn by task, attempt and purpose.
 */
public final class World {

  private final Distributions distributions;
  private final Draws draws;
  private final List<Work> works;
  private final double[] difficulty;
  private final Map<Long, Attempt> attempts = new HashMap<>();

  /**
   * One attempt as it would go.
   *
   * @param luck from 0 to 1; it is rejected if the task's probability of that is greater
   */
  record Attempt(List<Call> calls, double gateSeconds, double luck) {

    /** Without help of a cache. */
    double seconds() {
      return gateSeconds + calls.stream().mapToDouble(Call::seconds).sum();
    }
  }

  /**
   * One model call.
   *
   * @param prompt tokens in all
   * @param before of them, the prompt of the attempt's call before; 0 for the first
   */
  record Call(double seconds, long prompt, long before, long output) {}

  public World(Distributions distributions, long seed) {
    this.distributions = distributions;
    this.draws = new Draws(seed);
    this.works = estimated(tasks(seed));
    this.difficulty = new double[works.size()];
    for (int task = 0; task < difficulty.length; task++) {
      difficulty[task] = distributions.failures().ofTask(draws, task);
    }
  }

  Distributions distributions() {
    return distributions;
  }

  /** With estimates that are off, as real ones are. */
  List<Work> works() {
    return works;
  }

  /** How likely each attempt at a task is rejected that knows nothing of the one before. */
  double difficulty(int task) {
    return difficulty[task];
  }

  /** The attempt of that number, from 1. */
  Attempt attempt(int task, int number) {
    return attempts.computeIfAbsent(task * 64L + number, _ -> drawAttempt(task, number));
  }

  /** Whether a task does not merge because another one landed meanwhile, for a file both write. */
  boolean conflicts(int task, int number, int other, String file) {
    double probability = distributions.workload().files().conflict();
    return draws.of("conflict", task, number, other, file.hashCode()).nextDouble() < probability;
  }

  private List<Work> tasks(long seed) {
    var workload = distributions.workload();
    if (!workload.given().isEmpty()) {
      return workload.given().stream()
          .map(task -> new Work(task.id(), task.dependencies(), task.files(), task.module(), 0))
          .toList();
    }
    var shape = workload.shapes().get(Math.floorMod(seed, workload.shapes().size()));
    var tasks = new ArrayList<Work>();
    for (var task : new Graphs(seed).tasks(shape, workload.tasks(), 0, 0)) {
      int place = tasks.size();
      TaskId id = task.work().id();
      int module = draws.of("module", place).nextInt(workload.files().modules());
      var files = files(workload.files(), place, module);
      tasks.add(new Work(id, task.work().dependencies(), files, "module" + module, 0));
    }
    return tasks;
  }

  private Set<String> files(Files spread, int task, int module) {
    var random = draws.of("files", task);
    var files = new HashSet<String>();
    while (files.size() < spread.perTask()) {
      files.add("module" + module + "/file" + random.nextInt(spread.perModule()));
    }
    return files;
  }

  private List<Work> estimated(List<Work> tasks) {
    double sigma = distributions.bounds().estimateSigma();
    var estimated = new ArrayList<Work>();
    for (var work : tasks) {
      int task = estimated.size();
      double error = Math.exp(sigma * draws.of("estimate", task).nextGaussian());
      double seconds = attempt(task, 1).seconds() * error;
      estimated.add(new Work(work.id(), work.dependencies(), work.files(), work.family(), seconds));
    }
    return estimated;
  }

  private Attempt drawAttempt(int task, int number) {
    var spreads = distributions.calls();
    var cache = distributions.cache();
    var random = draws.of("attempt", task, number);
    int count = Math.max(1, (int) Math.round(spreads.number().draw(random)));
    double seconds = spreads.seconds().draw(random);
    long prompt = cache.runTokens() + cache.moduleTokens() + Math.round(spreads.own().draw(random));
    var calls = new ArrayList<Call>();
    long before = 0;
    for (int i = 0; i < count; i++) {
      long output = Math.max(1, Math.round(spreads.output().draw(random)));
      calls.add(new Call(seconds, prompt, before, output));
      before = prompt;
      prompt += output + Math.round(spreads.growth().draw(random));
    }
    double gates = spreads.gateSeconds().draw(draws.of("gates", task, number));
    double luck = draws.of("luck", task, number).nextDouble();
    return new Attempt(List.copyOf(calls), gates, luck);
  }
}
