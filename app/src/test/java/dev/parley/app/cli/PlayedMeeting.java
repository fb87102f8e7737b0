package dev.parley.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A meeting as standard input: parts of a transcript, each of which comes once whoever plays it
 * says so. Minutes pass in as little time as the listener needs.
 */
final class PlayedMeeting extends InputStream {

  private static final long PATIENCE_SECONDS = 60;

  private final List<String> parts;
  private final List<CountDownLatch> turns;
  private final AtomicInteger played = new AtomicInteger();
  private byte[] part = new byte[0];
  private int next;
  private int at;

  PlayedMeeting(String... parts) {
    this.parts = List.of(parts);
    this.turns = this.parts.stream().map(_ -> new CountDownLatch(1)).toList();
  }

  /** Lets the next part come, if there is one. */
  void play() {
    int turn = played.getAndIncrement();
    if (turn < turns.size()) {
      turns.get(turn).countDown();
    }
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("read more than one byte");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (at == part.length && !begun()) {
      return -1;
    }
    int count = Math.min(length, part.length - at);
    System.arraycopy(part, at, buffer, offset, count);
    at += count;
    return count;
  }

  private boolean begun() {
    if (next == parts.size()) {
      return false;
    }
    try {
      if (!turns.get(next).await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let part " + next + " come");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    part = parts.get(next).getBytes(UTF_8);
    next++;
    at = 0;
    return true;
  }
}
