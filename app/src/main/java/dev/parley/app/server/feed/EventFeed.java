package dev.parley.app.server.feed;

import dev.parley.event.EventLog;
import dev.parley.model.RunId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the store once for all readers, and keeps its newest {@value #KEPT_MAX} events. A reader
 * that is further behind reads the store: nothing is kept for it, so that a slow one costs no
 * memory and loses nothing. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {

  static final int KEPT_MAX = 4_096;

  private static final int PAGE = 500;
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Logger logger = LoggerFactory.getLogger(EventFeed.class);

  private final EventLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final ArrayDeque<Entry> kept = new ArrayDeque<>();
  private final Thread follower;

  /** Everything after this is kept, up to {@code end}. */
  private long start;

  private long end;
  private boolean closed;

  /** Follows a log from its end on. */
  public EventFeed(EventLog log) {
    this.log = log;
    this.start = log.lastPosition();
    this.end = start;
    this.follower = Thread.ofVirtual().name("event feed").start(this::follow);
  }

  /** The newest position known. */
  public long end() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A page of events.
   *
   * @param entries oldest first, those of other runs left out
   * @param position up to which nothing was left out that was asked for
   */
  public record Page(List<Entry> entries, long position) {}

  /**
   * What came after a position, waiting for more if nothing has.
   *
   * @param run empty for all of them
   * @return no events if none came in time
   * @throws InterruptedException if the reader shall end
   */
  public Page after(long position, Optional<RunId> run, Duration wait) throws InterruptedException {
    long known;
    lock.lock();
    try {
      long left = wait.toNanos();
      while (!closed && end <= position && left > 0) {
        left = news.awaitNanos(left);
      }
      if (position >= start) {
        return new Page(keptAfter(position, run), Math.max(end, position));
      }
      known = start;
    } finally {
      lock.unlock();
    }
    return fromStore(position, run, known);
  }

  /**
   * Reads a page from the store.
   *
   * @param known a position at which everything before it was committed already
   */
  private Page fromStore(long position, Optional<RunId> run, long known) {
    var page =
        run.isPresent() ? log.readRun(run.get(), position, PAGE) : log.readAll(position, PAGE);
    long last = page.isEmpty() ? position : page.getLast().position();
    long reached = page.size() < PAGE ? Math.max(last, known) : last;
    return new Page(page.stream().map(Entry::of).toList(), reached);
  }

  /** From the newest back: a reader is seldom far behind. */
  private List<Entry> keptAfter(long position, Optional<RunId> run) {
    var wanted = new ArrayDeque<Entry>();
    for (var newest = kept.descendingIterator(); newest.hasNext(); ) {
      var entry = newest.next();
      if (entry.position() <= position) {
        break;
      }
      if (run.isEmpty() || entry.run().equals(run.get())) {
        wanted.addFirst(entry);
      }
    }
    return List.copyOf(wanted);
  }

  private void follow() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          var page = log.readAll(end(), PAGE);
          keep(page.stream().map(Entry::of).toList());
          if (page.size() < PAGE) {
            TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
          }
        } catch (RuntimeException e) {
          logger.atWarn().setCause(e).log("the store could not be read; trying again");
          TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(List<Entry> page) {
    if (page.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      kept.addAll(page);
      end = page.getLast().position();
      while (kept.size() > KEPT_MAX) {
        start = kept.removeFirst().position();
      }
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Readers that wait get nothing more. */
  @Override
  public void close() {
    follower.interrupt();
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
