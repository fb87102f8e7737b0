package dev.parley.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an eye on a machine: reads it at most once a second, learns what tasks take of it, and
 * remembers what it refused. Thread-safe.
 */
public final class MachineWatch {

  /** What a task takes shows in what is used by then. */
  public static final Duration FRESH = Duration.ofSeconds(60);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Machine.Sensor sensor;
  private final InstantSource clock;
  private final DemandHistory demand = new DemandHistory();
  private @Nullable Machine machine;
  private Instant readAt = Instant.EPOCH;
  private MachineRoom room = MachineRoom.UNSEEN;

  public MachineWatch(Machine.Sensor sensor, InstantSource clock) {
    this.sensor = sensor;
    this.clock = clock;
  }

  /**
   * What there is room for now.
   *
   * @param running tasks of this process
   * @param fresh those of them that started within {@link #FRESH}
   */
  public synchronized MachineRoom look(int running, int fresh, MachineRoom.Caps caps) {
    var now = clock.instant();
    room = room.look(read(now, running), demand.expected(), fresh, caps, now);
    return room;
  }

  /** Whether a task must give way; says so once, and again if that was not enough. */
  public synchronized boolean mustMakeRoom() {
    var now = clock.instant();
    boolean must = room.mustMakeRoom(now);
    if (must) {
      room = room.madeRoom(now);
    }
    return must;
  }

  private Machine read(Instant now, int running) {
    var known = machine;
    boolean stale = now.isBefore(readAt) || !now.isBefore(readAt.plus(INTERVAL));
    if (known != null && !stale) {
      return known;
    }
    var read = sensor.read();
    demand.seen(read, running);
    machine = read;
    readAt = now;
    return read;
  }
}
