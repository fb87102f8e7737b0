package dev.parley.model;

import org.jspecify.annotations.Nullable;

/** A failing environment or bad input: carries a {@link Problem} to where it can be shown. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  public ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.code() + ": " + problem.message(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
