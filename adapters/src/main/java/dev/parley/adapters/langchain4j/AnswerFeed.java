package dev.parley.adapters.langchain4j;

import dev.parley.llm.ModelFailure;
import dev.parley.model.ProblemException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream whose reads give up on silence, on an interrupt, at the call's
 * deadline and beyond a size. It asks the connection for one piece at a time, so at most one piece
 * and the end are queued.
 */
final class AnswerFeed extends InputStream implements BodySubscriber<AnswerFeed> {

  private final Patience patience;
  private final long maxBytes;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private volatile @Nullable Subscription subscription;
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
  private long receivedBytes;
  private boolean ended;

  private sealed interface Piece {
    record Bytes(List<ByteBuffer> buffers) implements Piece {}

    record End() implements Piece {}

    record Broken(Throwable cause) implements Piece {}
  }

  AnswerFeed(Patience patience, long maxBytes) {
    this.patience = patience;
    this.maxBytes = maxBytes;
  }

  @Override
  public CompletionStage<AnswerFeed> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    pieces.add(new Piece.Bytes(item));
  }

  @Override
  public void onError(Throwable cause) {
    pieces.add(new Piece.Broken(cause));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece.End());
  }

  @Override
  public int read() {
    return hasBytes() ? buffers.element().get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!hasBytes()) {
      return -1;
    }
    int count = Math.min(length, buffers.element().remaining());
    buffers.element().get(target, offset, count);
    return count;
  }

  /** Gives the connection up unless the body has ended. */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      buffers.clear();
      Subscription active = subscription;
      if (active != null) {
        active.cancel();
      }
    }
  }

  /** Waits a moment for the end, so that the connection can be used again. Never throws. */
  void finish(Duration grace) {
    try {
      while (!ended) {
        switch (patience.next(pieces, grace).orElseGet(Piece.End::new)) {
          case Piece.Bytes(var received) -> add(received);
          case Piece.End _, Piece.Broken _ -> close();
        }
      }
    } catch (ModelFailure | ProblemException unimportant) {
      // The answer is whole. An interrupt stays set on the thread.
    } finally {
      close();
    }
  }

  /**
   * Whether there is a byte to read; waits for it.
   *
   * @throws ModelFailure CONNECTION when the other side falls silent or breaks off
   */
  private boolean hasBytes() {
    while (buffers.isEmpty() || !buffers.element().hasRemaining()) {
      if (!buffers.isEmpty()) {
        buffers.remove();
      } else if (ended) {
        return false;
      } else {
        takePiece();
      }
    }
    return true;
  }

  private void takePiece() {
    boolean whole = false;
    try {
      switch (patience.next(pieces)) {
        case Piece.Bytes(var received) -> add(received);
        case Piece.End _ -> ended = true;
        case Piece.Broken(var cause) -> throw Failures.brokenOff(cause);
      }
      whole = true;
    } finally {
      if (!whole) {
        close();
      }
    }
  }

  private void add(List<ByteBuffer> received) {
    for (ByteBuffer buffer : received) {
      receivedBytes += buffer.remaining();
      buffers.add(buffer);
    }
    if (receivedBytes > maxBytes) {
      throw new ModelFailure(
          ModelFailure.Kind.SERVER_ERROR,
          "the answer is larger than %d bytes".formatted(maxBytes),
          Optional.empty());
    }
    Subscription active = subscription;
    if (active != null) {
      active.request(1);
    }
  }
}
