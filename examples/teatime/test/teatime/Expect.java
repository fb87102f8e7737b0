package teatime;

import java.util.Objects;

/** What the tests say about values. */
final class Expect {

  private Expect() {}

  static void equal(Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError("expected " + expected + " but was " + actual);
    }
  }

  /** Expects the action to be refused with this message. */
  static void refused(String message, Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException e) {
      equal(message, e.getMessage());
      return;
    }
    throw new AssertionError("expected to be refused: " + message);
  }
}
