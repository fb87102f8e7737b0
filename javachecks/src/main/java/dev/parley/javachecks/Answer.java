package dev.parley.javachecks;

import dev.parley.process.FieldLines;

/**
 * What the program answers, in {@link FieldLines}: {@code found SIDE RULE PATH LINE MESSAGE},
 * {@code failed SIDE KIND PATH LINE DETAIL}, and at the end {@code done FILES}, without which the
 * answer was cut off. A side is {@code head} or {@code base}. Thread-safe.
 */
final class Answer {

  /** Why something was not looked at. */
  enum Failure {
    /** The file is not Java. */
    SYNTAX,
    /** It is Java of another time. */
    DIALECT,
    /** The compiler gave up on the file, for types in it that it did not know. */
    UNKNOWN_TYPES,
    /** The compiler gave up on the file. */
    FILE,
    /** PMD gave up on the file. */
    PMD,
    /** One check gave up on a file in which the compiler understood everything. */
    CHECK,
    /** One of the two tools, named in place of the path, did not work at all. */
    TOOL
  }

  private static final int MESSAGE_MAX = 400;
  private static final int ROWS_MAX = 20_000;

  private final StringBuilder rows = new StringBuilder();
  private int count;

  void found(boolean head, String rule, String path, long line, String message) {
    add("found", side(head), rule, path, String.valueOf(line), oneLine(message));
  }

  void failed(boolean head, Failure kind, String path, long line, String detail) {
    add("failed", side(head), kind.name(), path, String.valueOf(line), oneLine(detail));
  }

  private static String side(boolean head) {
    return head ? "head" : "base";
  }

  private synchronized void add(String... fields) {
    if (count++ < ROWS_MAX) {
      rows.append(FieldLines.line(fields));
    }
  }

  /**
   * The whole of it.
   *
   * @param files how many were asked about
   */
  synchronized String text(int files) {
    if (count > ROWS_MAX) {
      count = 0;
      failed(true, Failure.TOOL, "all", 0, "more was found than can be told");
    }
    return rows + FieldLines.line("done", String.valueOf(files));
  }

  private static String oneLine(String message) {
    String first = message.lines().findFirst().orElse("").strip();
    return first.length() > MESSAGE_MAX ? first.substring(0, MESSAGE_MAX) : first;
  }
}
