package dev.parley.review;

/** A diff that cannot be read as one; the message names the line. */
public final class MalformedDiffException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedDiffException(int line, String message) {
    super("line " + line + " of the diff: " + message);
  }
}
