package dev.parley.adapters.sql;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may write next: first come, first served, except that the queue's own statements (picks and
 * heartbeats, a handful a second) go before everything else. At most {@value #MAX_WAITING} wait.
 */
final class WriteQueue {

  enum Urgency {
    QUEUE,
    APPEND
  }

  private static final int MAX_WAITING = 10_000;

  private static final class Ticket {

    private final Condition condition;
    private boolean called;

    private Ticket(Condition condition) {
      this.condition = condition;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Ticket> urgent = new ArrayDeque<>();
  private final ArrayDeque<Ticket> ordinary = new ArrayDeque<>();
  private @Nullable Thread holder;

  /** Somebody was called and has not come yet. */
  private boolean calling;

  /** Returns once it is this thread's turn; an interrupt does not cut the wait short. */
  void enter(Urgency urgency) {
    lock.lock();
    try {
      if (Thread.currentThread().equals(holder)) {
        throw new IllegalStateException("a transaction within a transaction");
      }
      if (holder != null || calling) {
        await(urgency == Urgency.QUEUE ? urgent : ordinary);
      }
      holder = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private void await(ArrayDeque<Ticket> queue) {
    if (queue.size() >= MAX_WAITING) {
      throw new IllegalStateException("more than " + MAX_WAITING + " writers wait");
    }
    var ticket = new Ticket(lock.newCondition());
    queue.add(ticket);
    while (!ticket.called) {
      ticket.condition.awaitUninterruptibly();
    }
    calling = false;
  }

  /** How many wait for their turn. */
  int waiting() {
    lock.lock();
    try {
      return urgent.size() + ordinary.size();
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      holder = null;
      Ticket next = urgent.isEmpty() ? ordinary.poll() : urgent.poll();
      if (next != null) {
        call(next);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Leaves to an ordinary writer who finds everything as it is now.
   *
   * @return false if none waits or something urgent does: then nothing has changed
   */
  boolean passOn() {
    lock.lock();
    try {
      if (!urgent.isEmpty() || ordinary.isEmpty()) {
        return false;
      }
      holder = null;
      call(ordinary.remove());
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void call(Ticket next) {
    calling = true;
    next.called = true;
    next.condition.signal();
  }
}
