package dev.parley.verification;

import java.util.ArrayList;
import java.util.List;

/** A failed check for the agent that has to mend it: what is new first, then the output's end. */
final class CheckWords {

  private static final int SHOWN_CHARACTERS = 6_000;
  private static final int SHOWN_FAILURES = 20;
  private static final int SHOWN_MESSAGE_LINES = 12;

  private CheckWords() {}

  static String of(CheckResult result) {
    var text = new StringBuilder();
    text.append('\'').append(String.join(" ", result.command().argv())).append("' ");
    text.append(result.how());
    String standings = standings(result);
    if (!standings.isEmpty()) {
      text.append(": ").append(standings);
    }
    var named =
        result.of(Standing.NEW).stream()
            .filter(failure -> !failure.name().equals(CheckFailure.WHOLE))
            .toList();
    named.stream().limit(SHOWN_FAILURES).forEach(failure -> text.append(inFull(failure)));
    if (named.size() > SHOWN_FAILURES) {
      text.append("\n... and ").append(named.size() - SHOWN_FAILURES).append(" more");
    }
    names(text, "Failing before this change, not yours to mend: ", result, Standing.FAILING_BEFORE);
    names(text, "Flaky, not counted: ", result, Standing.FLAKY);
    if (!result.vanished().isEmpty()) {
      text.append("\nPassed before and not reported now: ").append(listed(result.vanished()));
    }
    result.notes().forEach(note -> text.append("\n(").append(note).append(')'));
    text.append('\n');
    if (!standings.isEmpty()) {
      text.append("The end of its output:\n");
    }
    return text.append(end(result.output())).toString();
  }

  /** Empty where there is nothing to tell apart: one failure without a name, and it is new. */
  static String standings(CheckResult result) {
    var failures = result.failures();
    boolean plain =
        failures.size() == 1
            && failures.getFirst().name().equals(CheckFailure.WHOLE)
            && failures.getFirst().standing() == Standing.NEW;
    if (failures.isEmpty() || plain) {
      return "";
    }
    var parts = new ArrayList<String>();
    count(parts, result, Standing.NEW, "new");
    count(parts, result, Standing.FAILING_BEFORE, "failing before");
    count(parts, result, Standing.FLAKY, "flaky");
    return String.join(", ", parts);
  }

  private static void count(
      List<String> parts, CheckResult result, Standing standing, String word) {
    int count = result.of(standing).size();
    if (count > 0) {
      parts.add(count + " " + word);
    }
  }

  private static String inFull(CheckFailure failure) {
    var text = new StringBuilder("\n- ").append(failure.name());
    failure
        .message()
        .lines()
        .filter(line -> !line.isBlank())
        .limit(SHOWN_MESSAGE_LINES)
        .forEach(line -> text.append("\n    ").append(line.stripTrailing()));
    return text.toString();
  }

  private static void names(
      StringBuilder text, String before, CheckResult result, Standing standing) {
    var names = result.of(standing).stream().map(CheckFailure::name).toList();
    if (!names.isEmpty()) {
      text.append('\n').append(before).append(listed(names));
    }
  }

  private static String listed(List<String> names) {
    String some = String.join("; ", names.subList(0, Math.min(SHOWN_FAILURES, names.size())));
    return names.size() > SHOWN_FAILURES
        ? some + "; and " + (names.size() - SHOWN_FAILURES) + " more"
        : some;
  }

  private static String end(String output) {
    String end =
        output.length() <= SHOWN_CHARACTERS
            ? output
            : "..." + output.substring(output.length() - SHOWN_CHARACTERS);
    return end.strip();
  }
}
