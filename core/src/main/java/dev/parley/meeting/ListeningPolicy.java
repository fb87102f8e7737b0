package dev.parley.meeting;

import dev.parley.meeting.LiveTranscript.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When what was said in a meeting is worth asking a model again. Pure. The end of a meeting always
 * is; before it, only enough new words are, or a few in which somebody seems to decide something,
 * and never more often than the bounds say.
 */
public final class ListeningPolicy {

  /** New words that are worth a draft: about half a minute of talk. */
  public static final int NEW_WORDS = 80;

  /** New words that are, if somebody seems to decide something in them. */
  public static final int DECIDED_WORDS = 12;

  /** Words since the last draft that are worth another at once: about four minutes of talk. */
  public static final int MANY_WORDS = 600;

  /** Between two drafts, by the clock or by the times of the meeting, whichever says more. */
  public static final Duration INTERVAL = Duration.ofSeconds(20);

  /** Drafts in any one hour by the clock, before the end. */
  public static final int MAX_DRAFTS_PER_HOUR = 60;

  /** Drafts of one meeting before its end; the end brings one more. */
  public static final int MAX_DRAFTS = 240;

  private static final Duration HOUR = Duration.ofHours(1);

  private ListeningPolicy() {}

  /**
   * A draft that was asked for.
   *
   * @param heard how much there was to read
   */
  public record Draft(Instant at, Heard heard) {}

  /**
   * Whether to draft now.
   *
   * @param now what there is to read
   * @param read what the newest draft that succeeded had read
   * @param drafts all that were asked for, be they in vain, oldest first
   */
  public static boolean due(Heard now, Heard read, List<Draft> drafts, Instant time) {
    int words = now.words() - read.words();
    if (words <= 0 || exhausted(drafts, time)) {
      return false;
    }
    boolean decided = now.decisionAt() > read.words() && words >= DECIDED_WORDS;
    boolean enough = words >= NEW_WORDS || decided;
    return enough && rested(now, drafts, time);
  }

  private static boolean exhausted(List<Draft> drafts, Instant time) {
    long lately = drafts.stream().filter(draft -> draft.at().isAfter(time.minus(HOUR))).count();
    return drafts.size() >= MAX_DRAFTS || lately >= MAX_DRAFTS_PER_HOUR;
  }

  private static boolean rested(Heard now, List<Draft> drafts, Instant time) {
    if (drafts.isEmpty()) {
      return true;
    }
    var last = drafts.getLast();
    boolean many = now.words() - last.heard().words() >= MANY_WORDS;
    var byClock = Duration.between(last.at(), time);
    var byMeeting = now.latest().flatMap(at -> since(last.heard().latest(), at));
    return many
        || byClock.compareTo(INTERVAL) >= 0
        || byMeeting.filter(passed -> passed.compareTo(INTERVAL) >= 0).isPresent();
  }

  private static Optional<Duration> since(Optional<Duration> before, Duration now) {
    return before.map(now::minus);
  }
}
