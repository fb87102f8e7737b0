package dev.parley.adapters.osprocess;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Children of this process now. When it is told to end, they end first. */
final class Running {

  private static final Map<ProcessHandle, String> MARKERS = new ConcurrentHashMap<>();
  private static final CountDownLatch ENDING = new CountDownLatch(1);

  static {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Running::end));
  }

  private Running() {}

  static void add(ProcessHandle child, String marker) {
    MARKERS.put(child, marker);
  }

  static void remove(ProcessHandle child) {
    MARKERS.remove(child);
  }

  /**
   * Whether this process was told to end, so that what becomes of its children says nothing about
   * them.
   *
   * @param patience how long to wait for that news, which may be on its way
   */
  static boolean isEnding(Duration patience) throws InterruptedException {
    return ENDING.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void end() {
    ENDING.countDown();
    MARKERS.forEach(ProcessTree::kill);
  }
}
