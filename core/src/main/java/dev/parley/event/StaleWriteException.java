package dev.parley.event;

/**
 * Somebody else wrote first: the expected version or the epoch is no longer the newest. The whole
 * transaction is undone; the writer reads again or gives way.
 */
public final class StaleWriteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StaleWriteException(String message) {
    super(message);
  }
}
