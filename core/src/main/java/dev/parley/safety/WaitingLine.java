package dev.parley.safety;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Where a process's calls stand in line for room that others may give back: one line for each
 * limit, first come, first served. Only who stands first asks the ledger, so that however many
 * wait, each limit is asked about by one caller a process; and since whoever comes later lines up
 * behind, a large call is not starved by small ones. Whoever gives something back rings, and nobody
 * waits longer than need be. One for each ledger a process has open. Thread-safe.
 */
public final class WaitingLine {

  private final Map<String, ArrayDeque<Turn>> lines = new HashMap<>();

  /**
   * Begins a call's turn: at the end of the first of these lines in which somebody stands, else in
   * none.
   */
  synchronized Turn enter(Collection<String> keys) {
    var turn = new Turn();
    keys.stream().filter(lines::containsKey).findFirst().ifPresent(turn::join);
    return turn;
  }

  /** Tells those who stand first that something was given back. */
  public synchronized void ring() {
    lines.values().forEach(line -> line.getFirst().signal.countDown());
  }

  /** How many stand in line. */
  synchronized int size() {
    return lines.values().stream().mapToInt(ArrayDeque::size).sum();
  }

  /** One call's place, if it has to stand in line at all. */
  final class Turn implements AutoCloseable {

    private @Nullable String key;
    private CountDownLatch signal = new CountDownLatch(1);

    /**
     * Goes to the end of a line.
     *
     * @return false if it stood in that line already. Else look again before waiting: what was
     *     given back before it stood here was not rung for
     */
    boolean standIn(String line) {
      synchronized (WaitingLine.this) {
        if (line.equals(key)) {
          return false;
        }
        leave();
        join(line);
        return true;
      }
    }

    private void join(String line) {
      key = line;
      lines.computeIfAbsent(line, _ -> new ArrayDeque<>()).addLast(this);
    }

    /** The line it may not ask in yet; empty if it may ask. */
    Optional<String> behind() {
      synchronized (WaitingLine.this) {
        String line = key;
        return line == null || standingIn(line).getFirst() == this
            ? Optional.empty()
            : Optional.of(line);
      }
    }

    /** Opens at the next ring, or once it stands first. Take it before looking. */
    CountDownLatch signal() {
      synchronized (WaitingLine.this) {
        if (signal.getCount() == 0) {
          signal = new CountDownLatch(1);
        }
        return signal;
      }
    }

    private ArrayDeque<Turn> standingIn(String line) {
      return requireNonNull(lines.get(line));
    }

    private void leave() {
      String line = key;
      key = null;
      if (line == null) {
        return;
      }
      ArrayDeque<Turn> others = standingIn(line);
      others.remove(this);
      if (others.isEmpty()) {
        lines.remove(line);
      } else {
        others.getFirst().signal.countDown();
      }
    }

    @Override
    public void close() {
      synchronized (WaitingLine.this) {
        leave();
      }
    }
  }
}
