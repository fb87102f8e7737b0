package dev.parley.orchestrator;

import dev.parley.event.EventLog;
import dev.parley.event.StreamId;
import dev.parley.meeting.LiveTranscript;
import dev.parley.meeting.MeetingPayload;
import dev.parley.model.RunId;
import java.util.concurrent.ConcurrentHashMap;

/** The transcripts of meetings, kept so that only what is new is read. Thread-safe. */
final class KnownTranscripts {

  /** More are forgotten, and read anew when asked for. */
  private static final int MAX_KNOWN = 100;

  private final EventLog log;
  private final ConcurrentHashMap<RunId, Known> known = new ConcurrentHashMap<>();

  KnownTranscripts(EventLog log) {
    this.log = log;
  }

  /** What somebody wants to know of a transcript; must not change it. */
  @FunctionalInterface
  interface Question<T> {

    /**
     * @param version of the meeting's stream up to which it was read
     */
    T ask(LiveTranscript transcript, long version);
  }

  /** Looks at everything said so far. */
  <T> T look(RunId meeting, Question<T> question) {
    if (known.size() >= MAX_KNOWN && !known.containsKey(meeting)) {
      known.clear();
    }
    return known.computeIfAbsent(meeting, Known::new).look(log, question);
  }

  private static final class Known {
    private final StreamId stream;
    private final LiveTranscript transcript = new LiveTranscript();
    private long version;

    Known(RunId meeting) {
      this.stream = StreamId.meeting(meeting);
    }

    synchronized <T> T look(EventLog log, Question<T> question) {
      for (var event : log.read(stream, version)) {
        if (event.payload() instanceof MeetingPayload said) {
          transcript.on(said);
        }
        version = event.version();
      }
      return question.ask(transcript, version);
    }
  }
}
