package dev.parley.app.server.dashboard;

import dev.parley.app.report.LogLines;
import dev.parley.event.Event;
import dev.parley.event.EventLog;
import dev.parley.model.RunId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The ends of the logs of the tasks that somebody looks at, read on from where they were. At most
 * {@value #TASKS_MAX} tasks and {@value #LINES_MAX} lines of each. Thread-safe.
 */
final class TaskLogs {

  static final int TASKS_MAX = 16;
  static final int LINES_MAX = 300;

  private static final int LINE = 500;
  private static final int PAGE = 2_000;

  private final EventLog log;
  private final SequencedMap<Key, Tail> tails = new LinkedHashMap<>();

  private record Key(RunId run, String task) {}

  private static final class Tail {
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private long position;

    void add(Event event, String task) {
      position = event.position();
      if (!LogLines.concerns(event, task)) {
        return;
      }
      for (var line : LogLines.of(event)) {
        lines.add(line.length() <= LINE ? line : line.substring(0, LINE) + " ...");
        if (lines.size() > LINES_MAX) {
          lines.removeFirst();
        }
      }
    }
  }

  TaskLogs(EventLog log) {
    this.log = log;
  }

  /** The end of a task's log, oldest line first. */
  synchronized List<String> of(RunId run, String task) {
    var key = new Key(run, task);
    var known = tails.remove(key);
    var tail = known == null ? new Tail() : known;
    tails.putLast(key, tail);
    if (tails.size() > TASKS_MAX) {
      tails.pollFirstEntry();
    }
    List<Event> page;
    do {
      page = log.readRun(run, tail.position, PAGE);
      page.forEach(event -> tail.add(event, task));
    } while (page.size() == PAGE);
    return new ArrayList<>(tail.lines);
  }
}
