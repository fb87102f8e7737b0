package dev.parley.process;

/**
 * Runs child processes. Thread-safe. When the calling thread is interrupted, the whole process tree
 * is killed before the call returns; no child outlives its call.
 */
public interface ProcessRunner {

  /**
   * Runs to the end.
   *
   * @throws dev.parley.model.ProblemException TOOL_MISSING if the program does not exist,
   *     INTERRUPTED if the thread was interrupted (its flag is set again)
   */
  Completed run(Command command);
}
