package dev.parley.app.server.access;

/** A request that is not answered. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String remedy;

  /**
   * A refusal.
   *
   * @param status of the answer, 4xx
   */
  public Refusal(int status, String message, String remedy) {
    super(message, null, false, false);
    this.status = status;
    this.remedy = remedy;
  }

  public int status() {
    return status;
  }

  public String remedy() {
    return remedy;
  }

  /** What is wrong, for people. */
  public String inWords() {
    return String.valueOf(getMessage());
  }
}
