package dev.parley.safety.pacing;

import dev.parley.llm.QuotaReport.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What this process believes of one of a provider's token buckets. Not thread-safe.
 *
 * <p>Calls are charged at what they are expected to count when they start, and put right when they
 * have ended; meanwhile the bucket fills. What the provider says comes late and out of order, and
 * other processes use the same bucket. So a report is no level but two bounds of it:
 *
 * <ul>
 *   <li><b>at most</b> what it said remained, plus all that can have come in since the request that
 *       brought it was sent. A level above that is lowered: somebody else used it.
 *   <li><b>at least</b> what it said remained, less every call that was under way at any time since
 *       then, whether the report counts it already or not. A level below that is raised, unless a
 *       request sent later has brought news. No room is granted twice, however late a report is.
 * </ul>
 *
 * <p>What reports take away again and again others use, or the provider counts more than we do: the
 * bucket then fills more slowly by as much, or the next moment would be over-granted likewise.
 *
 * <p>Before its first report a bucket holds nobody back.
 */
final class ShadowBucket {

  /**
   * The most time one step fills for. While anybody waits or calls end, steps are far shorter; a
   * longer one may be a clock that was set, so the rest is left for the next report to tell.
   */
  static final Duration MAX_STEP = Duration.ofSeconds(10);

  /** Kept of the limit, so that a call that counts more than expected still fits. */
  private static final double MARGIN = 0.05;

  /** Providers round what remains; a bucket this full counts as full. */
  private static final double FULL = 0.95;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Resets are rounded to the second: a shorter one tells no rate. */
  private static final Duration TELLING = Duration.ofSeconds(5);

  /** In which what others use is learnt. */
  private static final double LEARNING_SECONDS = 5;

  /**
   * In which all of it would be forgotten. Slow, but the same for each process: so their shares
   * even out.
   */
  private static final double FORGETTING_SECONDS = 600;

  /** Others cannot use so much that a wait would not end. */
  private static final double MOST_FOR_OTHERS = 0.95;

  private static final int MAX_MARKS = 1_024;
  private static final double NANOS = 1e9;

  private double limit;
  private double perSecond;
  private double othersPerSecond;
  private double level;
  private Instant at;

  /** Everything started, as now known, and what of it has ended. */
  private double charged;

  private double ended;

  private boolean heard;
  private Instant newestSent = Instant.MIN;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private double endedBeforeMarks;

  /**
   * What the provider can have at most, by the newest report, less what was started since. A call
   * that was under way then gives back what it was charged too much only below this: that report
   * may not have counted it at all.
   */
  private double ceiling = Double.MAX_VALUE;

  private long reports;

  /**
   * What a call was charged when it started.
   *
   * @param reports how many had been heard by then
   */
  record Charge(double amount, long reports) {}

  /** What had ended by a moment. */
  private record Mark(Instant at, double ended) {}

  ShadowBucket(Instant now) {
    this.at = now;
  }

  /** Fills for the time that has passed. A clock that goes back gives nothing. */
  void advance(Instant now) {
    Duration step = Duration.between(at, now);
    if (step.isNegative()) {
      marks.clear();
      newestSent = Instant.MIN;
    } else if (heard) {
      Duration believed = step.compareTo(MAX_STEP) < 0 ? step : MAX_STEP;
      double filled = ownPerSecond() * seconds(believed);
      double forgotten = perSecond * seconds(believed) / FORGETTING_SECONDS;
      othersPerSecond = Math.max(0, othersPerSecond - forgotten);
      level = Math.min(limit, level + filled);
      ceiling = Math.min(limit, ceiling + filled);
    }
    at = now;
  }

  /** Whether so much may start now. */
  boolean hasRoomFor(double amount) {
    return untilRoomFor(amount, 0).isZero();
  }

  /**
   * How long until so much may start.
   *
   * @param before what starts before it
   */
  Duration untilRoomFor(double amount, double before) {
    if (!heard || amount <= 0) {
      return Duration.ZERO;
    }
    double missing = Math.min(amount + MARGIN * limit, FULL * limit) + before - level;
    return missing <= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(missing / ownPerSecond() * NANOS));
  }

  /** Charges a call that starts now. */
  Charge start(double amount) {
    level -= amount;
    ceiling -= amount;
    charged += amount;
    return new Charge(amount, reports);
  }

  /** Puts right what a call was charged. */
  void end(Charge charge, double counted) {
    double tooMuch = charge.amount() - counted;
    level += tooMuch;
    ceiling += charge.reports() == reports ? tooMuch : 0;
    charged -= tooMuch;
    ended += counted;
    if (heard) {
      level = Math.min(level, Math.min(ceiling, limit));
    }
    marks.add(new Mark(at, ended));
    if (marks.size() > MAX_MARKS) {
      endedBeforeMarks = marks.remove().ended();
    }
  }

  /**
   * Takes in what the provider says now.
   *
   * @param roundTrip since the request that brought it was sent
   */
  void hear(Quota quota, Duration roundTrip) {
    limit = (double) quota.limit();
    perSecond = perSecond(quota);
    othersPerSecond = Math.min(othersPerSecond, MOST_FOR_OTHERS * perSecond);
    Instant sent = at.minus(roundTrip);
    double remaining = remaining(quota);
    double atLeast = remaining - (charged - endedBy(sent));
    double atMost = remaining + ownPerSecond() * seconds(roundTrip);
    if (!heard) {
      heard = true;
      level = atLeast;
    }
    double before = level;
    if (!sent.isBefore(newestSent)) {
      newestSent = sent;
      level = Math.max(level, atLeast);
      ceiling = atMost;
      reports++;
    }
    ceiling = Math.min(ceiling, atMost);
    level = Math.min(level, atMost);
    learnOthers(before - level);
    level = Math.min(level, limit);
  }

  /** Converges to what is taken away each second; whoever has more gives way more. */
  private void learnOthers(double taken) {
    double share = taken > 0 ? ownPerSecond() / perSecond : 1;
    double others = othersPerSecond + share * taken / LEARNING_SECONDS;
    othersPerSecond = Math.clamp(others, 0, MOST_FOR_OTHERS * perSecond);
  }

  private double ownPerSecond() {
    return perSecond - othersPerSecond;
  }

  boolean isKnown() {
    return heard;
  }

  /** What may start now at most; negative if more was started than there was. */
  double level() {
    return level;
  }

  /** What had surely ended by a moment. */
  private double endedBy(Instant moment) {
    for (var newestFirst = marks.descendingIterator(); newestFirst.hasNext(); ) {
      Mark mark = newestFirst.next();
      if (!mark.at().isAfter(moment)) {
        return mark.ended();
      }
    }
    return endedBeforeMarks;
  }

  /**
   * A minute's limit, unless the time until it is full says that it fills more slowly: limits a day
   * come in the same headers.
   */
  private static double perSecond(Quota quota) {
    double ofMinute = (double) quota.limit() / seconds(MINUTE);
    double used = (double) (quota.limit() - quota.remaining());
    return quota
        .untilFull()
        .filter(time -> time.compareTo(TELLING) > 0 && used > 0)
        .map(time -> used / seconds(time))
        .filter(rate -> rate < ofMinute / 2)
        .orElse(ofMinute);
  }

  /** An overdrawn bucket says zero, and by the time until it is full, how much below it is. */
  private double remaining(Quota quota) {
    if (quota.remaining() > 0 || quota.untilFull().isEmpty()) {
      return (double) quota.remaining();
    }
    double sure = seconds(quota.untilFull().get()) - 1;
    return Math.clamp(limit - perSecond * sure, -limit, 0.0);
  }

  private static double seconds(Duration time) {
    return (double) time.toNanos() / NANOS;
  }
}
