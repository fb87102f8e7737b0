package dev.parley.llm;

/**
 * Calls a model. Thread-safe; blocks; an interrupt ends the call. Must pass ModelClientContract.
 */
@FunctionalInterface
public interface ModelClient {

  /**
   * @throws ModelFailure if there is no answer
   * @throws dev.parley.model.ProblemException LIMIT_REACHED when a limit does not allow the call,
   *     MODEL_NOT_PRICED, NO_MODEL, INTERRUPTED
   */
  ModelReply call(ModelRequest request);
}
