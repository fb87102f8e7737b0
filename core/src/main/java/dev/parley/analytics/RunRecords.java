package dev.parley.analytics;

import dev.parley.model.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of all runs: a projection of the logs and the ledger that may be dropped at any time
 * and is then built again. Thread-safe and shared by all processes on the store; must pass {@code
 * RunRecordsContract}.
 */
public interface RunRecords {

  /**
   * What a record was made from.
   *
   * @param version of the rules it was made by
   * @param position of the newest event of the run that is in it
   * @param charged of the run by the ledger
   */
  record Mark(int version, long position, Spending charged) {}

  /**
   * Keeps a record. One of the same version made from more of the log stays: then nothing happens.
   */
  void put(RunRecord run, Mark mark);

  /** What the run's record was made from; empty if there is none. */
  Optional<Mark> mark(RunId run);

  /**
   * Every record that this version of the program can read, those that started first before others,
   * and among those the lower id.
   */
  List<RunRecord> all();

  /** Drops all records but those of these runs, and those of other versions. */
  void retain(Set<RunId> runs, int version);

  /** Every mark there is. */
  Map<RunId, Mark> marks();
}
