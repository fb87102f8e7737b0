package dev.parley.app.server.dashboard;

import dev.parley.analytics.MeetingRef;
import dev.parley.analytics.RunRecord;
import dev.parley.app.run.SelectionText;
import dev.parley.app.run.StoredRuns;
import dev.parley.model.ProblemException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which runs somebody looks at, and what they may choose from.
 *
 * @param fields in the order shown
 * @param since a date; empty for all times
 * @param error what is wrong with it; empty if nothing is
 */
public record Filters(List<Field> fields, String since, String error) {

  private static final int CHOICES_MAX = 100;

  /** A choice to be made, and what was chosen; empty for all. */
  public record Field(String name, String label, String value, List<Choice> choices) {}

  /** A value, and how it is shown. */
  public record Choice(String value, String words) {}

  /** What was asked for. */
  record Chosen(Filters filters, List<RunRecord> records) {}

  static Chosen of(Context context, StoredRuns runs, List<RunRecord> all) {
    var fields =
        List.of(
            field(context, "meeting", "Meeting", all, run -> meeting(run)),
            field(context, "repository", "Repository", all, run -> plain(run.repository())),
            field(context, "model", "Model", all, run -> plain(run.models().coding().toString())),
            field(context, "agent", "Agent", all, run -> plain(run.agent())));
    var since = query(context, "since");
    var shown = since.map(text -> Wording.line(text, 40)).orElse("");
    try {
      var selection =
          new SelectionText(
              "",
              query(context, "meeting"),
              query(context, "run"),
              query(context, "repository"),
              query(context, "model"),
              query(context, "agent"),
              since);
      return new Chosen(new Filters(fields, shown, ""), selection.of(runs, all));
    } catch (ProblemException e) {
      var error = e.problem().message() + ". " + e.problem().remedy();
      return new Chosen(new Filters(fields, shown, Wording.line(error, 300)), List.of());
    }
  }

  private static Field field(
      Context context,
      String name,
      String label,
      List<RunRecord> all,
      Function<RunRecord, Optional<Choice>> choice) {
    return new Field(
        name,
        label,
        query(context, name).orElse(""),
        all.stream()
            .flatMap(run -> choice.apply(run).stream())
            .distinct()
            .limit(CHOICES_MAX)
            .toList());
  }

  private static Optional<Choice> meeting(RunRecord run) {
    return run.meeting().map(ref -> new Choice(ref.id(), shown(ref)));
  }

  private static String shown(MeetingRef ref) {
    return Wording.line(Wording.source(ref.source()), 80);
  }

  private static Optional<Choice> plain(String value) {
    return Optional.of(new Choice(value, Wording.line(value, 80)));
  }

  private static Optional<String> query(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isBlank());
  }
}
