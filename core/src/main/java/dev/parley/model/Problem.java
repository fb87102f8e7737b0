package dev.parley.model;

import java.util.Map;

/**
 * Something that went wrong and that its reader can act on.
 *
 * @param message one sentence: what is wrong, naming file and line where there is one
 * @param remedy what to do about it, a command where one exists; empty if nothing helps
 * @param context further facts by name; never a secret
 */
public record Problem(Code code, String message, String remedy, Map<String, String> context) {

  public Problem {
    context = Map.copyOf(context);
  }

  public Problem(Code code, String message, String remedy) {
    this(code, message, remedy, Map.of());
  }

  /** Throws this problem; declared to return so that callers may write {@code throw p.raise()}. */
  public ProblemException raise() {
    throw new ProblemException(this);
  }
}
