package dev.parley.review.tools;

/** Runs external analysers on scratch copies. Thread-safe; must pass {@code ToolRunnerContract}. */
public interface ToolRunner {

  /**
   * Runs a tool on those changed files it reads. What is in the files can neither configure nor
   * silence it. Nothing of the copies is left behind. Never throws for what a tool does.
   *
   * @throws dev.parley.model.ProblemException INTERRUPTED
   */
  ToolOutcome run(AnalyserTool tool, Side side);
}
