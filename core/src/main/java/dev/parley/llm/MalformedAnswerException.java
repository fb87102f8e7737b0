package dev.parley.llm;

/** A model's answer that is not what its schema asks for; the message goes back to the model. */
public final class MalformedAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedAnswerException(String message) {
    super(message);
  }
}
