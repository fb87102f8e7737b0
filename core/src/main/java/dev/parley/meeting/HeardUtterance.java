package dev.parley.meeting;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * Something said in a live meeting, as a feed hands it over. White space is collapsed and control
 * characters are dropped.
 *
 * @param externalId the feed's own name for it; what comes again under it is a duplicate
 * @param speaker {@code Unknown} if the feed does not say
 * @param at when it began, since the start of the meeting
 * @param until when it ended
 */
public record HeardUtterance(
    Optional<String> externalId,
    String speaker,
    Optional<Duration> at,
    Optional<Duration> until,
    String text) {

  /** Longer texts are refused: whoever feeds cuts them. */
  public static final int MAX_CHARS = UtteranceCollector.MAX_UTTERANCE_CHARS;

  /** Longer ids are refused. */
  public static final int MAX_ID_CHARS = 200;

  /** Later times are refused: no meeting lasts a week. */
  public static final Duration MAX_TIME = Duration.ofDays(7);

  public HeardUtterance {
    speaker = UtteranceCollector.speakerOrUnknown(speaker);
    text = UtteranceCollector.collapsed(text);
  }

  /**
   * Checks what a feed handed over.
   *
   * @throws dev.parley.model.ProblemException BAD_INPUT naming what is wrong
   */
  public HeardUtterance checked() {
    if (text.isEmpty()) {
      throw wrong("it has no words");
    }
    if (text.length() > MAX_CHARS) {
      throw wrong("it has %d characters; at most %d".formatted(text.length(), MAX_CHARS));
    }
    if (externalId.filter(id -> id.isBlank() || id.length() > MAX_ID_CHARS).isPresent()) {
      throw wrong("its id is blank or longer than %d characters".formatted(MAX_ID_CHARS));
    }
    if (outOfRange(at) || outOfRange(until)) {
      throw wrong("its time is before the meeting or more than a week into it");
    }
    return this;
  }

  /** A time as people write it: {@code 05:07}, {@code 1:05:07.5}; empty if it is none. */
  public static Optional<Duration> timeOf(String text) {
    return Timestamp.parse(text.strip());
  }

  /** A speaker's name as it is kept: collapsed and of bounded length. */
  public static String speakerName(String name) {
    return UtteranceCollector.speakerOrUnknown(name);
  }

  /** How many words it has. */
  public int words() {
    return text.isEmpty() ? 0 : 1 + (int) text.chars().filter(c -> c == ' ').count();
  }

  private static boolean outOfRange(Optional<Duration> time) {
    return time.filter(t -> t.isNegative() || t.compareTo(MAX_TIME) > 0).isPresent();
  }

  private static RuntimeException wrong(String what) {
    return new Problem(
            Code.BAD_INPUT,
            "an utterance cannot be taken: " + what,
            "Send what one person said in one go, with a time since the meeting began or without.")
        .raise();
  }
}
