package dev.parley.estimation;

import dev.parley.estimation.HistoryRow.Effort;
import dev.parley.json.JsonFile;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJson.Items;
import dev.parley.json.LocatedJsonReader;
import dev.parley.model.Code;
import dev.parley.model.Money;
import dev.parley.model.Problem;
import dev.parley.model.TokenUsage;
import dev.parley.planning.TaskClassifier;
import dev.parley.planning.TaskType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads finished tasks, one JSON object a line, in the order in which they were finished; see
 * {@code docs/estimation.md}. Only {@code duration_s} must be there. Fields that are not known are
 * passed over, since other tools' rows have more. Every error names file, line and remedy.
 */
public final class HistoryFile {

  /** Longer files are refused. */
  public static final int MAX_CHARS = 256 * 1024 * 1024;

  /** More rows are refused. */
  public static final int MAX_ROWS = 1_000_000;

  private static final double MAX_SECONDS = 1e9;
  private static final double MAX_TOKENS = 1e15;
  private static final double MAX_USD = 1e9;
  private static final int MAX_ATTEMPTS = 1_000;

  private static final Set<String> CUT_OFF =
      Set.of("timed_out", "timeout", "killed", "cancelled", "stalled");

  private static final int WARNINGS_MAX = 3;

  private static final Set<String> ENDS = Set.of("merged", "failed");

  private final JsonFile line;
  private final Fields row;
  private final Warnings unknownTypes;

  private HistoryFile(JsonFile line, Warnings unknownTypes) {
    this.line = line;
    this.row = line.object(line.root(), "a row");
    this.unknownTypes = unknownTypes;
  }

  /**
   * What a file holds.
   *
   * @param warnings for people: what was read otherwise than it stands there
   * @param withoutOutcome the first line that does not say how its task ended; empty if all do
   */
  public record Rows(
      List<HistoryRow> rows, List<String> warnings, Optional<Integer> withoutOutcome) {
    public Rows {
      rows = List.copyOf(rows);
      warnings = List.copyOf(warnings);
    }
  }

  /** The first few, and how many there are. */
  private static final class Warnings {
    private final List<String> first = new ArrayList<>();
    private int all;

    void add(String warning) {
      all++;
      if (all <= WARNINGS_MAX) {
        first.add(warning);
      }
    }

    List<String> told() {
      var told = new ArrayList<>(first);
      if (all > WARNINGS_MAX) {
        told.add("%d more rows have a \"type\" that is not known".formatted(all - WARNINGS_MAX));
      }
      return told;
    }
  }

  /**
   * The rows of a file; empty lines are passed over.
   *
   * @param fileName for messages
   * @throws dev.parley.model.ProblemException BAD_INPUT naming the place of the first thing wrong
   */
  public static Rows read(String fileName, String text, LocatedJsonReader reader) {
    if (text.length() > MAX_CHARS) {
      throw tooLong(fileName + " is longer than " + MAX_CHARS + " characters");
    }
    var rows = new ArrayList<HistoryRow>();
    var unknownTypes = new Warnings();
    Optional<Integer> withoutOutcome = Optional.empty();
    int number = 0;
    for (var next : (Iterable<String>) text.lines()::iterator) {
      number++;
      var json = number == 1 && next.startsWith("\uFEFF") ? next.substring(1) : next;
      if (json.isBlank()) {
        continue;
      }
      if (rows.size() == MAX_ROWS) {
        throw tooLong("%s:%d: more than %d rows".formatted(fileName, number, MAX_ROWS));
      }
      var line = JsonFile.readLine(fileName, number, json, reader);
      var row = new HistoryFile(line, unknownTypes).row();
      if (withoutOutcome.isEmpty() && row.merged().isEmpty()) {
        withoutOutcome = Optional.of(number);
      }
      rows.add(row);
    }
    return new Rows(rows, unknownTypes.told(), withoutOutcome);
  }

  private static RuntimeException tooLong(String what) {
    return new Problem(Code.BAD_INPUT, what, "Keep its newest rows: older ones hardly count.")
        .raise();
  }

  private HistoryRow row() {
    var outcome =
        line.optionalString(row, "outcome").map(text -> text.strip().toLowerCase(Locale.ROOT));
    boolean cutOff =
        outcome.filter(CUT_OFF::contains).isPresent()
            || line.optionalTruth(row, "censored").orElse(false);
    var merged = outcome.map("merged"::equals).or(() -> Optional.of(false).filter(_ -> cutOff));
    if (outcome.filter(end -> !ENDS.contains(end) && !CUT_OFF.contains(end)).isPresent()) {
      throw line.wrong(
          JsonFile.placeOf(row, "outcome"),
          "\"outcome\" is neither \"merged\" nor \"failed\"",
          "Write one of the two; for a task that was cut off, add \"censored\": true.");
    }
    return new HistoryRow(
        task(),
        new Assignment(text("agent"), text("model"), text("repo")),
        startedAt(),
        effort(),
        merged,
        cutOff);
  }

  private TaskTraits task() {
    var title = text("title");
    var description = text("description");
    var creates = line.strings(row, "files_to_create");
    var modifies = line.strings(row, "files_to_modify");
    var said = line.optionalString(row, "type");
    var type =
        said.flatMap(TaskType::parse)
            .orElseGet(() -> TaskClassifier.classify(title, description, creates, modifies));
    if (said.isPresent() && TaskType.parse(said.get()).isEmpty()) {
      var place = JsonFile.placeOf(row, "type");
      unknownTypes.add(
          "%s:%d: \"type\" is none of creation, testing, refactoring and modification; by its files and words it is %s"
              .formatted(line.name(), place.line() + line.linesBefore(), type.wireName()));
    }
    int dependencies =
        row.value("dependencies")
            .map(value -> line.list(value, "\"dependencies\""))
            .map(Items::values)
            .map(List::size)
            .orElse(0);
    return new TaskTraits(title, description, type, creates, modifies, dependencies);
  }

  private Effort effort() {
    double seconds = line.number(row, "duration_s", 0, MAX_SECONDS);
    var attempts = line.optionalNumber(row, "attempts", 0, MAX_ATTEMPTS);
    return new Effort(
        Duration.ofNanos(Math.round(seconds * 1e9)),
        Math.max(1, attempts.map(Double::intValue).orElse(1)),
        line.optionalNumber(row, "cost_usd", 0, MAX_USD).map(HistoryFile::money),
        tokens());
  }

  private static Money money(double usd) {
    return new Money(
        BigDecimal.valueOf(usd).movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValue());
  }

  /** Both kinds, or none: half a count would price a task too low. */
  private Optional<TokenUsage> tokens() {
    var input = tokens("input_tokens");
    var output = tokens("output_tokens");
    return input.isPresent() && output.isPresent()
        ? Optional.of(
            new TokenUsage(
                input.get(),
                output.get(),
                tokens("cache_write_tokens").orElse(0L),
                tokens("cache_read_tokens").orElse(0L)))
        : Optional.empty();
  }

  private Optional<Long> tokens(String field) {
    return line.optionalNumber(row, field, 0, MAX_TOKENS).map(Math::round);
  }

  private Optional<Instant> startedAt() {
    return line.optionalString(row, "started_at").map(text -> instant(text.strip()));
  }

  /** ISO 8601; without an offset, UTC. */
  private Instant instant(String text) {
    try {
      var iso = text.replaceFirst(" ", "T");
      return iso.matches(".*(Z|[+-]\\d{2}:?\\d{2})")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw line.wrong(
          JsonFile.placeOf(row, "started_at"),
          "\"started_at\" is not a time",
          "Write it like 2026-03-01T09:30:00Z.");
    }
  }

  private String text(String field) {
    return line.optionalString(row, field).orElse("");
  }
}
