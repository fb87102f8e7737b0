package dev.parley.adapters.osprocess;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Children of this process now. When it is told to end, they end first. */
final class Running {

  private static final Map<ProcessHandle, String> MARKERS = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Running::killAll));
  }

  private Running() {}

  static void add(ProcessHandle child, String marker) {
    MARKERS.put(child, marker);
  }

  static void remove(ProcessHandle child) {
    MARKERS.remove(child);
  }

  private static void killAll() {
    MARKERS.forEach(ProcessTree::kill);
  }
}
