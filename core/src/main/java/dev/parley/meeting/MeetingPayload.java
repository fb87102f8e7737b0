package dev.parley.meeting;

import dev.parley.event.Payload;

/** What stage 1 puts into the log. */
public sealed interface MeetingPayload extends Payload {

  /** The transcript as it was understood. */
  record TranscriptRead(Meeting meeting) implements MeetingPayload {}
}
