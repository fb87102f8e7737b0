package dev.parley.analytics.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.attempt.Outcome;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.verification.CheckReport;
import dev.parley.verification.CheckResult;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Gives failures their names. What a tool printed is read in this order: why it was cut off; the
 * line that says most, masked; the innermost frame inside the repository; the command and its exit
 * code, which is all there is of a tool that prints nothing. Pure.
 */
public final class Fingerprints {

  /** Raised with every change of the rules: names of different versions are never compared. */
  public static final int VERSION = 1;

  private static final int HEX_DIGITS = 12;

  private Fingerprints() {}

  /**
   * Of an attempt.
   *
   * @param report of its last verification
   * @return empty if nothing went wrong, or somebody cancelled it
   */
  public static Optional<Fingerprint> of(Outcome outcome, Optional<CheckReport> report) {
    return switch (outcome) {
      case Outcome.Merged _, Outcome.Cancelled _ -> Optional.empty();
      case Outcome.Rejected(var gate, var findings) ->
          Optional.of(rejected(gate, findings, report));
      case Outcome.ReviewUnavailable(var reason) ->
          Optional.of(ofText(FailureClass.REVIEW_UNAVAILABLE, reason));
      case Outcome.Unverified(var reason) -> Optional.of(ofText(FailureClass.NO_CHECKS, reason));
      case Outcome.EnvironmentFailed(var problem) ->
          Optional.of(ofProblem(FailureClass.ENVIRONMENT, problem));
      case Outcome.Stalled(var reason) -> Optional.of(ofText(FailureClass.TIMEOUT, reason));
      case Outcome.TimedOut(var reason) -> Optional.of(ofText(FailureClass.TIMEOUT, reason));
      case Outcome.OverBudget(var problem) -> Optional.of(ofProblem(FailureClass.BUDGET, problem));
      case Outcome.NoProgress(var reason) -> Optional.of(ofText(FailureClass.NO_PROGRESS, reason));
      case Outcome.Conflicted(var paths) ->
          Optional.of(
              ofText(FailureClass.CONFLICT, paths.stream().sorted().findFirst().orElse("")));
      case Outcome.Failed(var problem) -> Optional.of(ofProblem(kind(problem.code()), problem));
    };
  }

  private static Fingerprint rejected(
      String gate, List<String> findings, Optional<CheckReport> report) {
    if (gate.equals("review") || gate.equals("approval")) {
      return ofText(FailureClass.REVIEW_REJECTION, findings.stream().findFirst().orElse(""));
    }
    return report
        .flatMap(checks -> checks.blocking().stream().findFirst())
        .map(Fingerprints::of)
        .orElseGet(() -> read("", 1, false, String.join("\n", findings)));
  }

  /** Of a check that did not pass. */
  public static Fingerprint of(CheckResult check) {
    String command = String.join(" ", check.command().argv());
    return read(command, check.exitCode(), check.timedOut(), check.output());
  }

  /**
   * Of a command that failed.
   *
   * @param command as it was typed; may be empty
   * @param output what it printed; of a long one the beginning and the end are read
   */
  public static Fingerprint read(String command, int exitCode, boolean timedOut, String output) {
    var masked = Masks.of(command);
    var said = OutputReader.read(command, exitCode, timedOut, output);
    String title =
        said.message().isEmpty()
            ? "%s exited with %d and printed nothing".formatted(masked, exitCode).strip()
            : said.message();
    String key =
        key(said.kind().name(), masked, Integer.toString(exitCode), said.message(), said.place());
    return new Fingerprint(
        key,
        said.kind(),
        Masks.cut(
            said.place().isEmpty() ? title : title + " (" + said.place() + ")",
            Fingerprint.MAX_TITLE),
        masked.isEmpty() ? Optional.empty() : Optional.of(masked),
        Optional.of(exitCode));
  }

  private static Fingerprint ofText(FailureClass kind, String text) {
    String message = Masks.of(text.lines().findFirst().orElse(""));
    String title = message.isEmpty() ? kind.inWords() : message;
    return new Fingerprint(
        key(kind.name(), message),
        kind,
        Masks.cut(title, Fingerprint.MAX_TITLE),
        Optional.empty(),
        Optional.empty());
  }

  /** A setup that failed says in its message what its tool printed. */
  private static Fingerprint ofProblem(FailureClass kind, Problem problem) {
    if (kind == FailureClass.ENVIRONMENT) {
      var said = OutputReader.read("", 1, false, problem.message());
      return ofText(
          said.kind() == FailureClass.UNKNOWN ? kind : said.kind(),
          said.kind() == FailureClass.UNKNOWN ? problem.message() : said.message());
    }
    return ofText(kind, problem.message());
  }

  private static FailureClass kind(Code code) {
    return switch (code) {
      case NO_MODEL, MODEL_NOT_PRICED, MODEL_UNAVAILABLE, MODEL_REFUSED, MODEL_ANSWER_MALFORMED ->
          FailureClass.PROVIDER;
      case AGENT_FAILED -> FailureClass.AGENT;
      case LIMIT_REACHED, STOPPED, PAUSED -> FailureClass.BUDGET;
      case DISK_FULL -> FailureClass.DISK_FULL;
      case TOOL_MISSING -> FailureClass.MISSING_COMMAND;
      case BAD_CONFIG,
          BAD_INPUT,
          BAD_USAGE,
          UNKNOWN_RUN,
          UNKNOWN_TASK,
          UNKNOWN_MEETING,
          MEETING_ENDED,
          WRONG_STATE,
          PLAN_REFUSED,
          TRANSCRIPT_EMPTY,
          NOT_A_REPOSITORY,
          NO_IDENTITY,
          NO_SANDBOX,
          ENVIRONMENT_FAILED,
          STORE_UNUSABLE,
          GIT_FAILED,
          BRANCH_CHECKED_OUT ->
          FailureClass.ENVIRONMENT;
      case FENCED_OFF, INTERRUPTED, INTERNAL -> FailureClass.INTERNAL;
    };
  }

  private static String key(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
      }
      String hex = HexFormat.of().formatHex(digest.digest());
      return "f" + VERSION + "-" + hex.substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
