package dev.parley.testkit;

import dev.parley.analytics.RunRecord;
import dev.parley.analytics.RunRecords;
import dev.parley.model.RunId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link RunRecords} in memory. */
public final class InMemoryRunRecords implements RunRecords {

  private final Map<RunId, Entry> entries = new HashMap<>();

  private record Entry(RunRecord run, Mark mark) {}

  @Override
  public synchronized void put(RunRecord run, Mark mark) {
    @Nullable Entry kept = entries.get(run.run());
    boolean newer =
        kept != null
            && kept.mark().version() == mark.version()
            && kept.mark().position() > mark.position();
    if (!newer) {
      entries.put(run.run(), new Entry(run, mark));
    }
  }

  @Override
  public synchronized Optional<Mark> mark(RunId run) {
    return Optional.ofNullable(entries.get(run)).map(Entry::mark);
  }

  @Override
  public synchronized List<RunRecord> all() {
    return entries.values().stream()
        .map(Entry::run)
        .sorted(Comparator.comparing(RunRecord::startedAt).thenComparing(run -> run.run().value()))
        .toList();
  }

  @Override
  public synchronized void retain(Set<RunId> runs, int version) {
    entries.values().removeIf(e -> !runs.contains(e.run().run()) || e.mark().version() != version);
  }

  @Override
  public synchronized Map<RunId, Mark> marks() {
    return entries.values().stream()
        .collect(Collectors.toUnmodifiableMap(e -> e.run().run(), Entry::mark));
  }
}
