package dev.parley.review.analysis;

import dev.parley.process.FieldLines;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What was found in a file, as text that can be kept. */
final class KeptResult {

  private static final String ALARM = "alarm";
  private static final String WHOLE = "whole";

  private KeptResult() {}

  static String text(FileAnalysis.Result result) {
    var text = new StringBuilder();
    for (Alarm alarm : result.alarms()) {
      text.append(
          FieldLines.line(
              ALARM,
              alarm.rule(),
              String.valueOf(alarm.line()),
              alarm.symbol(),
              String.valueOf(alarm.sure())));
    }
    return text.append(FieldLines.line(WHOLE, String.valueOf(result.whole()))).toString();
  }

  /** Empty if the text is not wholly understood. */
  static Optional<FileAnalysis.Result> parse(String text, RuleBook book) {
    var alarms = new LinkedHashSet<Alarm>();
    Optional<Boolean> whole = Optional.empty();
    for (List<String> row : FieldLines.rows(text)) {
      if (row.getFirst().equals(WHOLE) && row.size() == 2) {
        whole = Optional.of(Boolean.valueOf(row.get(1)));
      } else if (row.getFirst().equals(ALARM)
          && row.size() == 5
          && row.get(2).matches("\\d{1,9}")
          && book.rules().containsKey(row.get(1))) {
        int line = Integer.parseInt(row.get(2));
        alarms.add(new Alarm(row.get(1), line, row.get(3), Boolean.parseBoolean(row.get(4))));
      } else {
        return Optional.empty();
      }
    }
    return whole.map(all -> new FileAnalysis.Result(alarms, all));
  }
}
