package dev.parley.review;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Does work at the same time, at most four pieces of it: calls, programs, files to be read. */
public final class SideBySide {

  /** More would only stand in each other's way, at the provider or on the processors. */
  private static final int AT_A_TIME = 4;

  private SideBySide() {}

  /**
   * The results, in the order of the work.
   *
   * @throws dev.parley.model.ProblemException INTERRUPTED, after which none of it goes on; and
   *     whatever the first piece that failed threw
   */
  public static <T> List<T> all(List<Supplier<T>> work) {
    if (work.size() <= 1) {
      return work.stream().map(Supplier::get).toList();
    }
    var room = new Semaphore(AT_A_TIME);
    var calls = work.stream().<Callable<T>>map(piece -> () -> inTurn(room, piece)).toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> future : executor.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Code.INTERRUPTED, "interrupted while reviewing", "").raise();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static <T> T inTurn(Semaphore room, Supplier<T> piece) throws InterruptedException {
    room.acquire();
    try {
      return piece.get();
    } finally {
      room.release();
    }
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return failure.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(failure.getCause());
  }
}
