package dev.parley.testkit;

import dev.parley.event.Transaction;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Engine;
import dev.parley.orchestrator.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue in memory, driven by hand: each {@link #runNext} does one job on the calling thread, so
 * that a test decides what runs when. Jobs outlive {@link #close} as they would in a database: a
 * test's next "process" serves the run again.
 */
public final class InMemoryEngine implements Engine {

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<RunId, Handler> handlers = new HashMap<>();
  private final List<RuntimeException> failures = new ArrayList<>();

  @Override
  public void enqueue(Transaction transaction, Job job) {
    transaction.unwrap(InMemoryTransaction.class).join(() -> keep(job));
  }

  private synchronized void keep(Job job) {
    jobs.putIfAbsent(key(job), job);
  }

  @Override
  public synchronized void serve(RunId run, Handler handler) {
    handlers.put(run, handler);
  }

  @Override
  public synchronized void close() {
    handlers.clear();
  }

  /** The jobs that are kept, control jobs first, each kind in the order it was enqueued. */
  public synchronized List<Job> kept() {
    var kept = new ArrayList<Job>();
    jobs.values().stream().filter(Job::control).forEach(kept::add);
    jobs.values().stream().filter(job -> !job.control()).forEach(kept::add);
    return kept;
  }

  /** What handlers threw, oldest first. */
  public synchronized List<RuntimeException> failures() {
    return List.copyOf(failures);
  }

  /**
   * Does the first kept job of a served run, if there is one. A job whose handler throws goes to
   * the end and is done again later; one whose process dies stays where it is.
   *
   * @return whether there was one
   */
  public boolean runNext() {
    return next().map(this::done).orElse(false);
  }

  /** Does one given job now; it need not be the first. */
  public void run(Job job) {
    boolean _ = done(job);
  }

  private synchronized Optional<Job> next() {
    return kept().stream().filter(job -> handlers.containsKey(job.run())).findFirst();
  }

  private boolean done(Job job) {
    Handler handler;
    synchronized (this) {
      handler = handlers.get(job.run());
    }
    if (handler == null) {
      return false;
    }
    try {
      handler.run(job);
      remove(job);
    } catch (RuntimeException e) {
      retryLater(job, e);
    }
    return true;
  }

  private synchronized void remove(Job job) {
    jobs.remove(key(job));
  }

  private synchronized void retryLater(Job job, RuntimeException failure) {
    failures.add(failure);
    jobs.remove(key(job));
    jobs.put(key(job), job);
  }

  private static String key(Job job) {
    return job.getClass().getSimpleName() + " " + job.id();
  }
}
