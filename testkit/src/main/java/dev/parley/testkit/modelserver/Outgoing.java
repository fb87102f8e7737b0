package dev.parley.testkit.modelserver;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is to be done with a connection. Decided without touching it. */
sealed interface Outgoing {

  /** A whole answer. */
  record Whole(int status, Map<String, String> headers, String body) implements Outgoing {}

  /** The first half of a whole answer; then the connection is closed, or nothing more is said. */
  record Half(Whole whole, Ending ending) implements Outgoing {}

  /** Events, each preceded by a pause. */
  record Events(Map<String, String> headers, List<String> events, Duration pause, Ending ending)
      implements Outgoing {
    public Events {
      events = List.copyOf(events);
    }
  }

  /** Silence, then the rest. */
  record Later(Duration by, Outgoing then) implements Outgoing {}

  /** Silence for good. */
  record Silence() implements Outgoing {}

  /** The connection is closed without a word. */
  record HangUp() implements Outgoing {}

  /** What follows the last that is sent. */
  enum Ending {
    /** The end of a complete answer. */
    PROPER,
    /** The connection is closed. */
    CUT,
    /** Nothing, until the server closes. */
    SILENCE
  }

  /** The HTTP status the client sees; 0 if it sees none. */
  default int status() {
    return switch (this) {
      case Whole whole -> whole.status();
      case Half half -> half.whole().status();
      case Events _ -> 200;
      case Later(_, var then) -> then.status();
      case Silence _, HangUp _ -> 0;
    };
  }
}
