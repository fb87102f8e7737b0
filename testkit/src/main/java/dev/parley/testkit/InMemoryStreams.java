package dev.parley.testkit;

import dev.parley.event.Fence;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import java.util.HashMap;
import java.util.Map;

/** Versions and epochs of streams, as a plain value that a transaction copies and puts back. */
final class InMemoryStreams {

  private final Map<StreamId, Long> versions = new HashMap<>();
  private final Map<StreamId, Long> epochs = new HashMap<>();

  long version(StreamId stream) {
    return versions.getOrDefault(stream, 0L);
  }

  void move(StreamId stream, long version) {
    versions.put(stream, version);
  }

  Fence raise(StreamId stream) {
    return new Fence(stream, epochs.merge(stream, 1L, Long::sum));
  }

  boolean isNewest(Fence fence) {
    return epochs.getOrDefault(fence.stream(), 0L) == fence.epoch();
  }

  void check(Fence fence) {
    if (!isNewest(fence)) {
      throw new StaleWriteException(fence + " was overtaken");
    }
  }

  InMemoryStreams copy() {
    var copy = new InMemoryStreams();
    copy.put(this);
    return copy;
  }

  void put(InMemoryStreams other) {
    versions.putAll(other.versions);
    epochs.putAll(other.epochs);
  }
}
