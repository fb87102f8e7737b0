package dev.parley.orchestrator;

import dev.parley.attempt.AttemptState.Ended;
import dev.parley.attempt.Outcome.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Notices that a task stands still: twice the same tree, turned down by the same gate for the same
 * findings. Read from the log of the task's attempts, so that neither the next attempt nor a resume
 * makes it forget; only a user who wants the task tried again does. Pure.
 */
final class NoProgress {

  /** What differs from one run of the same tests to the next. */
  private static final Pattern CHANCE =
      Pattern.compile(
          "\\d{1,6}(?:[.,]\\d{1,9})? ?(?:ns|us|ms|milliseconds?|secs?|seconds?|s|mins?)\\b"
              + "|\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?|0x[0-9a-f]+|/\\S+/worktrees/\\S+?/");

  /** Rounds of review that a task has; what they cannot settle is for a person. */
  private static final int MAX_REVIEW_ROUNDS = 3;

  /** What an attempt came to. */
  private record Result(String tree, String gate, List<String> findings) {}

  private NoProgress() {}

  /** Why to stop the task, in one sentence. */
  static Optional<String> in(TaskView task) {
    var results =
        task.freshAttempts().stream().flatMap(attempt -> result(attempt).stream()).toList();
    if (results.isEmpty() || task.last().flatMap(NoProgress::result).isEmpty()) {
      return Optional.empty();
    }
    var last = results.getLast();
    String reason = last.findings().stream().findFirst().orElse("none given");
    if (results.stream().filter(last::equals).count() >= 2) {
      return Optional.of(
          "two attempts made the same change and %s turned it down for the same reason: %s"
              .formatted(last.gate(), reason));
    }
    boolean reviews = last.gate().equals("review");
    long rounds = results.stream().filter(result -> result.gate().equals("review")).count();
    return reviews && rounds >= MAX_REVIEW_ROUNDS
        ? Optional.of(
            "the review asked for changes in %d rounds; a person should look at it: %s"
                .formatted(rounds, reason))
        : Optional.empty();
  }

  private static Optional<Result> result(AttemptView attempt) {
    return attempt.state() instanceof Ended(Rejected(var gate, var findings))
        ? attempt
            .coded()
            .map(coded ->
                new Result(
                    coded.tree(),
                    gate,
                    findings.stream().map(f -> CHANCE.matcher(f).replaceAll("_")).toList()))
        : Optional.empty();
  }
}
