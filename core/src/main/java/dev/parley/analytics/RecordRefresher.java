package dev.parley.analytics;

import dev.parley.event.EventLog;
import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.safety.Ledger;
import dev.parley.safety.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the records up to the log: only runs whose log or account moved are read again, and all of
 * them when the rules they were made by have changed. Any number of processes may do so at once.
 */
public final class RecordRefresher {

  /** Raised whenever a record would come out differently: what was kept before is dropped. */
  public static final int VERSION = 2;

  private final EventLog log;
  private final Ledger ledger;
  private final RunRecords records;
  private final int version;

  public RecordRefresher(EventLog log, Ledger ledger, RunRecords records) {
    this(log, ledger, records, VERSION);
  }

  /** As another version of the program would do it. */
  RecordRefresher(EventLog log, Ledger ledger, RunRecords records, int version) {
    this.log = log;
    this.ledger = ledger;
    this.records = records;
    this.version = version;
  }

  /**
   * Every record, up to date.
   *
   * @return those that started first before others
   */
  public List<RunRecord> refreshed() {
    refresh();
    return records.all();
  }

  /** Makes those anew that are out of date; answers how many that were. */
  public int refresh() {
    var runs = log.runs();
    records.retain(Set.copyOf(runs), version);
    Map<RunId, RunRecords.Mark> marks = records.marks();
    int made = 0;
    for (var run : runs) {
      var mark = marks.get(run);
      if ((mark == null || moved(run, mark)) && make(run)) {
        made++;
      }
    }
    return made;
  }

  private boolean moved(RunId run, RunRecords.Mark mark) {
    return !log.readRun(run, mark.position(), 1).isEmpty()
        || !Charges.of(ledger, new Scope.Run(run)).equals(mark.charged());
  }

  private boolean make(RunId run) {
    var events = log.readRun(run);
    Set<AttemptId> attempts = new LinkedHashSet<>();
    events.forEach(event -> event.stream().attempt().ifPresent(attempts::add));
    var charges = Charges.of(ledger, run, attempts);
    var record = RunRecord.of(events, charges);
    record.ifPresent(made ->
        records.put(
            made, new RunRecords.Mark(version, events.getLast().position(), charges.run())));
    return record.isPresent();
  }
}
