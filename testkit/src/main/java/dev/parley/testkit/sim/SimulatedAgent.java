package dev.parley.testkit.sim;

import dev.parley.agent.AgentListener;
import dev.parley.agent.AgentResult;
import dev.parley.agent.AgentTask;
import dev.parley.agent.CodingAgent;
import dev.parley.model.AttemptId;
import java.util.Random;
import java.util.function.Consumer;

/**
 * An agent whose every attempt is drawn from the seed, the task and the attempt's number alone: a
 * revived attempt does what it would have done.
 */
final class SimulatedAgent implements CodingAgent {

  /** What one attempt comes to. */
  enum Behaviour {
    GOOD,
    FAILS_TESTS,
    FAILS_REVIEW,
    CHANGES_NOTHING,
    GOES_IN_CIRCLES,
    TOUCHES_THE_SHARED_FILE
  }

  private final long seed;
  private final double trouble;
  private final boolean conflicts;
  private final InMemoryWorkspaces workspaces;
  private final Consumer<AgentTask> meanwhile;

  /**
   * An agent with bad days.
   *
   * @param trouble how many of its attempts are not good, 0 to 1
   * @param conflicts whether some touch a file that others touch too
   * @param meanwhile happens in the middle of each attempt
   */
  SimulatedAgent(
      long seed,
      double trouble,
      boolean conflicts,
      InMemoryWorkspaces workspaces,
      Consumer<AgentTask> meanwhile) {
    this.seed = seed;
    this.trouble = trouble;
    this.conflicts = conflicts;
    this.workspaces = workspaces;
    this.meanwhile = meanwhile;
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public AgentResult work(AgentTask task, AgentListener listener) {
    var behaviour = behaviour(task.attempt());
    var files = workspaces.files(task.workspace());
    String file = task.attempt().task() + ".txt";
    switch (behaviour) {
      case GOOD -> files.put(file, "good");
      case FAILS_TESTS -> files.put(file, "fails tests");
      case FAILS_REVIEW -> files.put(file, "fails review");
      case TOUCHES_THE_SHARED_FILE -> {
        files.put(file, "good");
        files.put("shared.txt", "by " + task.attempt().task());
      }
      case CHANGES_NOTHING -> {}
      case GOES_IN_CIRCLES -> {
        return new AgentResult.WentInCircles("the same call four times");
      }
    }
    task.task()
        .undoes()
        .filter(_ -> "good".equals(files.get(file)))
        .ifPresent(undone -> {
          files.remove(file);
          files.remove(undone + ".txt");
        });
    meanwhile.accept(task);
    return new AgentResult.Finished("wrote " + file, 1);
  }

  private Behaviour behaviour(AttemptId attempt) {
    var random = new Random(seed * 31 + attempt.task().hashCode() * 7L + attempt.number());
    if (random.nextDouble() >= trouble) {
      return Behaviour.GOOD;
    }
    var troubles = Behaviour.values();
    int kinds = troubles.length - (conflicts ? 1 : 2);
    return troubles[1 + random.nextInt(kinds)];
  }
}
