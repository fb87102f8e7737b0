package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.event.EventLog;
import dev.parley.event.Fence;
import dev.parley.event.Payload;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The writing of one stream by the holder of its epoch. What needs a decision brings its tick along
 * in the same transaction.
 */
final class StreamWriter {

  private static final int LOOKS_MAX = 10;

  private final EventLog log;
  private final Engine engine;
  private final Fence fence;

  private StreamWriter(EventLog log, Engine engine, Fence fence) {
    this.log = log;
    this.engine = engine;
    this.fence = fence;
  }

  /**
   * Takes the stream from whoever wrote it before.
   *
   * @param picked the first payload, given the new epoch
   */
  static StreamWriter takeOver(
      EventLog log, Engine engine, StreamId stream, LongFunction<Payload> picked) {
    Fence fence =
        log.transact(transaction -> {
          Fence raised = transaction.raiseEpoch(stream);
          transaction.append(raised, List.of(picked.apply(raised.epoch())));
          return raised;
        });
    return new StreamWriter(log, engine, fence);
  }

  /**
   * Takes an attempt, unless it has ended, or whatever else the look says, by then: what has ended
   * must not be picked.
   *
   * @param look the attempt now; empty if it is not to be taken
   * @return empty if the look said so
   * @throws IllegalStateException if something happened to it between every look and the grasp; the
   *     job must be tried again
   */
  static Optional<StreamWriter> takeOver(
      Conductor.Equipment equipment, Supplier<Optional<AttemptView>> look) {
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      var seen = look.get();
      if (seen.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(takeOver(equipment, seen.get()));
      } catch (StaleWriteException e) {
        // It may have been cancelled, or its last holder had a last word; look again.
      }
    }
    throw new IllegalStateException("the attempt does not hold still");
  }

  private static StreamWriter takeOver(Conductor.Equipment equipment, AttemptView seen) {
    var stream = StreamId.attempt(seen.id());
    Fence fence =
        equipment
            .log()
            .transact(transaction -> {
              Fence raised = transaction.raiseEpoch(stream);
              var picked = new Picked(raised.epoch(), equipment.worker());
              transaction.append(stream, seen.version(), List.of(picked));
              return raised;
            });
    return new StreamWriter(equipment.log(), equipment.engine(), fence);
  }

  Fence fence() {
    return fence;
  }

  /**
   * Throws unless this is still the stream's newest holder.
   *
   * @throws dev.parley.event.StaleWriteException if it was taken over
   */
  void check() {
    log.transact(transaction -> {
      transaction.check(fence);
      return true;
    });
  }

  /** Appends facts that nobody has to decide on. */
  void append(Payload... payloads) {
    log.transact(transaction -> transaction.append(fence, List.of(payloads)));
  }

  /** Appends what the run's tick has to look at. */
  void appendAndTick(Payload... payloads) {
    log.transact(transaction -> {
      long version = transaction.append(fence, List.of(payloads));
      String position = fence.stream().name() + ":" + version;
      engine.enqueue(transaction, new Job.Tick(fence.stream().run(), position));
      return version;
    });
  }
}
