package dev.parley.estimation;

import java.util.List;

/** Where finished tasks are kept. */
@FunctionalInterface
public interface HistorySource {

  /** There is none. */
  HistorySource NONE = List::of;

  /** Finished tasks, those that were finished first before others; at most as many as count. */
  List<HistoryRow> finished();
}
