package dev.parley.meeting;

import dev.parley.event.Payload;
import java.util.List;

/** What stage 1 puts into the log. */
public sealed interface MeetingPayload extends Payload {

  /** The transcript as it was understood; of a live meeting once it has ended. */
  record TranscriptRead(Meeting meeting) implements MeetingPayload {}

  /** Words came in from a live meeting, in whatever order. Anyone appends. */
  record UtterancesHeard(List<HeardUtterance> utterances) implements MeetingPayload {
    public UtterancesHeard {
      utterances = List.copyOf(utterances);
    }
  }

  /** Whoever was called {@code from} is called {@code to}, in what was said and what will be. */
  record SpeakerRenamed(String from, String to, String by) implements MeetingPayload {}

  /** Nothing more will be said. */
  record MeetingEnded(String by) implements MeetingPayload {}
}
