package dev.parley.model;

/**
 * Every kind of problem a user can meet, with the exit code it ends a command with. Each is
 * described with its remedy in {@code docs/problems.md}, which a test holds against this list.
 */
public enum Code {
  BAD_USAGE(2),
  BAD_INPUT(2),
  BAD_CONFIG(2),
  UNKNOWN_RUN(2),
  UNKNOWN_TASK(2),
  UNKNOWN_MEETING(2),
  MEETING_ENDED(2),
  WRONG_STATE(2),
  PLAN_REFUSED(2),
  TRANSCRIPT_EMPTY(2),
  NOT_A_REPOSITORY(2),
  LIMIT_REACHED(3),
  STOPPED(3),
  PAUSED(3),
  NO_MODEL(4),
  MODEL_NOT_PRICED(4),
  NO_IDENTITY(4),
  NO_SANDBOX(4),
  TOOL_MISSING(4),
  ENVIRONMENT_FAILED(4),
  STORE_UNUSABLE(4),
  GIT_FAILED(4),
  BRANCH_CHECKED_OUT(4),
  DISK_FULL(4),
  MODEL_UNAVAILABLE(1),
  MODEL_REFUSED(1),
  MODEL_ANSWER_MALFORMED(1),
  AGENT_FAILED(1),
  FENCED_OFF(1),
  INTERRUPTED(130),
  INTERNAL(4);

  private final int exitCode;

  Code(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The process exit code of a command that ends with this problem. */
  public int exitCode() {
    return exitCode;
  }
}
