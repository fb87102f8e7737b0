package dev.parley.app.run;

import dev.parley.analytics.RunRecord;
import dev.parley.analytics.Selection;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Which runs to look at, as a user says it.
 *
 * @param prefix of the names of what is given, for messages: {@code --} on the command line
 * @param meeting its id, its transcript's name, or a run that read it
 */
public record SelectionText(
    String prefix,
    Optional<String> meeting,
    Optional<String> run,
    Optional<String> repository,
    Optional<String> model,
    Optional<String> agent,
    Optional<String> since) {

  /**
   * The records meant.
   *
   * @throws ProblemException UNKNOWN_MEETING, UNKNOWN_RUN, BAD_USAGE
   */
  public List<RunRecord> of(StoredRuns runs, List<RunRecord> records) {
    var selection =
        new Selection(
            meeting.map(text -> Meetings.find(records, text)),
            run.map(text -> runs.find(text).value()),
            repository,
            model.map(this::modelName),
            agent,
            since.map(this::instant));
    return records.stream().filter(selection::includes).toList();
  }

  private String modelName(String text) {
    if (!ModelName.isValid(text)) {
      throw wrong(
          prefix + "model must be a model as provider/model; found " + text,
          "Models that coded: parley analytics");
    }
    return text;
  }

  private Instant instant(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw wrong(
          prefix + "since is no date: " + text,
          "Write it like 2026-08-01, or 2026-08-01T09:30:00Z.");
    }
  }

  private static ProblemException wrong(String what, String remedy) {
    return new ProblemException(new Problem(Code.BAD_USAGE, what, remedy));
  }
}
