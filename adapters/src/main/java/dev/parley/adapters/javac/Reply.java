package dev.parley.adapters.javac;

import dev.parley.process.FieldLines;
import java.util.ArrayList;
import java.util.List;

/**
 * What the program answered.
 *
 * @param whole false if its end is missing
 */
record Reply(List<Hit> hits, List<Failure> failures, boolean whole) {

  /**
   * A check hit.
   *
   * @param head whether in the file as it is; else in the file as it was
   */
  record Hit(boolean head, String rule, String path, int line, String message) {}

  /** Something was not looked at; {@code kind} as the program names it. */
  record Failure(boolean head, String kind, String path, int line, String detail) {}

  Reply {
    hits = List.copyOf(hits);
    failures = List.copyOf(failures);
  }

  /** Whether both tools did their work, so that the answer would be the same another time. */
  boolean complete() {
    return whole && failures.stream().noneMatch(failure -> failure.kind().equals("TOOL"));
  }

  /** Strictly: a row that is not understood means that the answer is not whole. */
  static Reply parse(String text) {
    var hits = new ArrayList<Hit>();
    var failures = new ArrayList<Failure>();
    boolean done = false;
    boolean understood = true;
    for (List<String> row : FieldLines.rows(text)) {
      try {
        boolean head = row.size() > 1 && row.get(1).equals("head");
        switch (row.getFirst()) {
          case "found" ->
              hits.add(
                  new Hit(head, row.get(2), row.get(3), Integer.parseInt(row.get(4)), row.get(5)));
          case "failed" ->
              failures.add(
                  new Failure(
                      head, row.get(2), row.get(3), Integer.parseInt(row.get(4)), row.get(5)));
          case "done" -> done = true;
          default -> understood = false;
        }
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        understood = false;
      }
    }
    return new Reply(hits, failures, done && understood);
  }
}
