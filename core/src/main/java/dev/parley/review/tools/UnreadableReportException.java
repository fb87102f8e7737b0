package dev.parley.review.tools;

/** A report is not what its tool should write. Says what is wrong with it, never what is in it. */
public final class UnreadableReportException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableReportException(String message) {
    super(message);
  }
}
