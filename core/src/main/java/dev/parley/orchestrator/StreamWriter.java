package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.event.EventLog;
import dev.parley.event.Fence;
import dev.parley.event.Payload;
import dev.parley.event.StreamId;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The writing of one stream by the holder of its epoch. What needs a decision brings its tick along
 * in the same transaction.
 */
final class StreamWriter {

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
   * Takes an attempt, provided that nothing happened to it since it was looked at: it may have been
   * cancelled, and what has ended must not be picked.
   *
   * @throws dev.parley.event.StaleWriteException if something has
   */
  static StreamWriter takeOver(Conductor.Equipment equipment, AttemptView seen) {
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
