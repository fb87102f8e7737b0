package dev.parley.analytics;

import dev.parley.event.Payload;

/** What analytics keeps beside the log; nothing of it is ever appended to the log itself. */
public sealed interface AnalyticsPayload extends Payload {

  /** A run's record, as {@link RunRecords} keeps it. */
  record RunRecorded(RunRecord run) implements AnalyticsPayload {}
}
