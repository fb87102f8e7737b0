package dev.parley.event;

import dev.parley.model.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The append-only log. Thread-safe and shared by all processes on the store; must pass {@code
 * EventLogContract}.
 */
public interface EventLog {

  /**
   * Runs the work as one transaction and commits it. Work must be short and touch nothing but the
   * store: the write lock is held meanwhile.
   *
   * @throws StaleWriteException if another writer came first; nothing was kept
   */
  <T> T transact(Function<Transaction, T> work);

  /** All events of one stream after a version, oldest first. */
  List<Event> read(StreamId stream, long afterVersion);

  /**
   * Events of all of a run's streams after a position, oldest first. A committed event never
   * appears below a position that was already read.
   *
   * @param limit at least 1
   */
  List<Event> readRun(RunId run, long afterPosition, int limit);

  /** Everything in a run's log, oldest first. */
  default List<Event> readRun(RunId run) {
    int page = 2_000;
    var events = new ArrayList<Event>();
    List<Event> read;
    do {
      read = readRun(run, events.isEmpty() ? 0 : events.getLast().position(), page);
      events.addAll(read);
    } while (read.size() == page);
    return events;
  }

  /** Events of the whole store after a position, oldest first. */
  List<Event> readAll(long afterPosition, int limit);

  /** The position of the newest event of the whole store; 0 while there is none. */
  long lastPosition();

  /** Every run the store knows, oldest first; {@link StreamId#STORE} is none. */
  List<RunId> runs();
}
