package dev.parley.orchestrator;

import static dev.parley.model.Require.require;

import dev.parley.model.AttemptId;
import dev.parley.model.RunId;

/** Durable work: kept in the store until it has been done, by whichever worker. */
public sealed interface Job {

  RunId run();

  /** Unique among all jobs of its kind; enqueuing one id twice is enqueuing it once. */
  String id();

  /** Whether it is short and must never wait behind hour-long work. */
  default boolean control() {
    return switch (this) {
      case Tick _, Integrate _ -> true;
      case Draft _, Listen _, Attempt _ -> false;
    };
  }

  /**
   * Look at the run and decide.
   *
   * @param position of the event that asks for it
   */
  record Tick(RunId run, String position) implements Job {
    public Tick {
      require(!position.isBlank(), "tick without position");
    }

    @Override
    public String id() {
      return run + ":" + position;
    }
  }

  /**
   * From transcript to plan.
   *
   * @param version of the run's decisions when it was asked for: asked for again it is another job,
   *     or it would be taken for the one that is just ending; 0 for the first
   */
  record Draft(RunId run, long version) implements Job {

    /** The first of a run. */
    public Draft(RunId run) {
      this(run, 0);
    }

    @Override
    public String id() {
      return run + ":" + version;
    }
  }

  /**
   * One draft of a live meeting's requirements.
   *
   * @param number of the draft, from 1
   */
  record Listen(RunId run, int number) implements Job {
    public Listen {
      require(number >= 1, "no draft %d", number);
    }

    @Override
    public String id() {
      return run + ":" + number;
    }
  }

  /** One try at one task, up to its approval. */
  record Attempt(AttemptId attempt) implements Job {
    @Override
    public RunId run() {
      return attempt.run();
    }

    @Override
    public String id() {
      return attempt.toString();
    }
  }

  /** One approved change onto the run's branch. */
  record Integrate(AttemptId attempt) implements Job {
    @Override
    public RunId run() {
      return attempt.run();
    }

    @Override
    public String id() {
      return attempt.toString();
    }
  }
}
