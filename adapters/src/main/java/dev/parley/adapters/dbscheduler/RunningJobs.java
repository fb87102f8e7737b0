package dev.parley.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which thread does which job. A job that another process took over, because this one slept or
 * could not be heard, is interrupted here as soon as that shows.
 */
final class RunningJobs extends AbstractSchedulerListener {

  private static final Logger log = LoggerFactory.getLogger(RunningJobs.class);

  /** Unheard for as long as this, a job may be another's by now. */
  private static final int FAILED_HEARTBEATS_MAX = 3;

  private final Map<String, Thread> threads = new ConcurrentHashMap<>();
  private final JobTable table;

  RunningJobs(JobTable table) {
    this.table = table;
  }

  /** Does a job on this thread, which may be interrupted until it ends. */
  void run(String job, Runnable work) {
    threads.put(job, Thread.currentThread());
    try {
      work.run();
    } finally {
      // Atomic with the interrupt: it never hits what this thread does next.
      threads.computeIfPresent(job, (_, _) -> null);
    }
  }

  @Override
  public void onExecutionFailedHeartbeat(CurrentlyExecuting executing) {
    boolean unheard = executing.getHeartbeatState().getFailedHeartbeats() >= FAILED_HEARTBEATS_MAX;
    if (unheard || !table.isOurs(executing.getExecution())) {
      String job = executing.getExecution().getId();
      threads.computeIfPresent(
          job,
          (_, thread) -> {
            log.atWarn().addKeyValue("job", job).log("job was taken over, interrupted here");
            thread.interrupt();
            return thread;
          });
    }
  }
}
