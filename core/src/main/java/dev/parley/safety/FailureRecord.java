package dev.parley.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the last tasks of a run ended, and why that is reason to stop. Pure.
 *
 * @param recent oldest first, since the breaker was last reset; at most {@value #MAX_KEPT}
 */
public record FailureRecord(List<Ending> recent) {

  /** Nothing has ended yet. */
  public static final FailureRecord NONE = new FailureRecord(List.of());

  private static final int MAX_KEPT = 200;

  /** So many failures of one kind are said to be of one kind. */
  private static final int SAME_CAUSE = 5;

  /** A cumulative sum beyond which a failure rate has certainly risen. */
  private static final double CUSUM_LIMIT = 4;

  /** Log-likelihood steps between a failure rate of 20% and one of 60%. */
  private static final double STEP_UP = Math.log(0.6 / 0.2);

  private static final double STEP_DOWN = Math.log(0.4 / 0.8);

  private static final Pattern VARIABLE =
      Pattern.compile("\\b(?:0x)?[0-9a-f]{7,64}\\b|\\d+|\"[^\"]*\"|'[^']*'|/[\\w./-]+");

  private static final int CAUSE_CHARS = 200;

  /**
   * The end of one task.
   *
   * @param cause of its failure, without what differs from one to the next; empty if it landed
   * @param reason the same as it was said; blank if it landed
   */
  public record Ending(Optional<String> cause, String reason) {}

  public FailureRecord {
    recent = List.copyOf(recent);
  }

  /** A task has landed. */
  public FailureRecord merged() {
    return plus(new Ending(Optional.empty(), ""));
  }

  /**
   * A task has failed for good.
   *
   * @param reason in words
   */
  public FailureRecord failed(String reason) {
    return plus(failure(reason));
  }

  /**
   * A user wants what failed tried again: until it fails again it counts no more.
   *
   * @param reason as it was given when it failed
   */
  public FailureRecord withdrawn(String reason) {
    int newest = recent.lastIndexOf(failure(reason));
    if (newest < 0) {
      return this;
    }
    var fewer = new ArrayList<>(recent);
    fewer.remove(newest);
    return new FailureRecord(fewer);
  }

  private static Ending failure(String reason) {
    String line = reason.lines().findFirst().orElse("");
    String cause = VARIABLE.matcher(line).replaceAll("_");
    return new Ending(Optional.of(cut(cause)), cut(line));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(CAUSE_CHARS, text.length()));
  }

  private FailureRecord plus(Ending ending) {
    var more = new ArrayList<>(recent);
    more.add(ending);
    return new FailureRecord(more.subList(Math.max(0, more.size() - MAX_KEPT), more.size()));
  }

  /** Failures since the last task that landed. */
  public int inARow() {
    int count = 0;
    for (Ending ending : recent.reversed()) {
      if (ending.cause().isEmpty()) {
        break;
      }
      count++;
    }
    return count;
  }

  /**
   * Why to stop, in one sentence; empty while the failures in a row are fewer than the limit. The
   * count alone decides: what else the record shows is said beside it.
   */
  public Optional<String> trip(int limit) {
    int failures = inARow();
    if (failures < limit) {
      return Optional.empty();
    }
    var why = new StringBuilder();
    why.append("TooManyFailures(%d): %d tasks failed in a row".formatted(failures, failures));
    if (sharesItsCause(Math.min(SAME_CAUSE, limit))) {
      why.append(", the same way: ").append(recent.getLast().reason());
    }
    double cusum = cusum();
    if (cusum > CUSUM_LIMIT && recent.size() > failures) {
      long all = recent.stream().filter(ending -> ending.cause().isPresent()).count();
      why.append(
          "; the failure rate has risen (%d of the last %d, CUSUM %.1f over %.0f)"
              .formatted(all, recent.size(), cusum, CUSUM_LIMIT));
    }
    return Optional.of(why.toString());
  }

  /** Whether at least so many of the failures have the cause of the newest. */
  private boolean sharesItsCause(int least) {
    var newest = recent.getLast().cause();
    long same = recent.stream().filter(ending -> ending.cause().equals(newest)).count();
    return newest.isPresent() && same >= Math.max(2, least);
  }

  /** Page's cumulative sum: rises with each failure, falls with each success, never below zero. */
  private double cusum() {
    double sum = 0;
    for (Ending ending : recent) {
      sum = Math.max(0, sum + (ending.cause().isPresent() ? STEP_UP : STEP_DOWN));
    }
    return sum;
  }
}
