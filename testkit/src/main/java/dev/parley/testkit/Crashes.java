package dev.parley.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * When the process is to die, counted in commits of its log. Each commit is a step after which
 * everything must be recoverable, so dying around every one of them covers every crash.
 */
public final class Crashes {

  /** The process dies here: not an exception that any handler may catch and get over. */
  public static final class ProcessDied extends Error {

    private static final long serialVersionUID = 1L;

    ProcessDied(String where) {
      super(where);
    }
  }

  /** Nobody dies. */
  public static final Crashes NONE = new Crashes(0, false);

  private final int step;
  private final boolean after;
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean died;

  private Crashes(int step, boolean after) {
    this.step = step;
    this.after = after;
  }

  /**
   * Dies in place of the nth commit: nothing of it is kept.
   *
   * @param step from 1
   */
  public static Crashes before(int step) {
    return new Crashes(step, false);
  }

  /** Dies right after the nth commit: all of it is kept, and nobody is told. */
  public static Crashes after(int step) {
    return new Crashes(step, true);
  }

  /** How many commits were tried since the plan began. */
  public int steps() {
    return commits.get();
  }

  /** Whether the process has died; nothing more can be written until the log has a new plan. */
  public boolean died() {
    return died;
  }

  void requireAlive() {
    if (died) {
      throw new ProcessDied("dead already");
    }
  }

  void beforeCommit() {
    if (commits.incrementAndGet() == step && !after) {
      die("before");
    }
  }

  void afterCommit() {
    if (commits.get() == step && after) {
      die("after");
    }
  }

  private void die(String when) {
    died = true;
    throw new ProcessDied(when + " commit " + step);
  }
}
