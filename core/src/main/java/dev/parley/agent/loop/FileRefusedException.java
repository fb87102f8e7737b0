package dev.parley.agent.loop;

/** A file operation that cannot be done as asked; the message tells the model what to do. */
public final class FileRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FileRefusedException(String message) {
    super(message);
  }
}
