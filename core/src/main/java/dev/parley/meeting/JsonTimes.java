package dev.parley.meeting;

import dev.parley.json.LocatedJson;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJson.Numeric;
import dev.parley.json.LocatedJson.Text;
import dev.parley.meeting.UtteranceCollector.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Times in JSON transcripts. Programs give seconds or milliseconds and do not say which: whole
 * numbers that would make the average entry longer than a minute and a half are milliseconds.
 */
final class JsonTimes {

  private static final List<String> STARTS =
      List.of(
          "start", "start_time", "startTime", "start_ms", "begin", "offset", "timestamp", "time");
  private static final List<String> ENDS = List.of("end", "end_time", "endTime", "end_ms");

  private static final double LONGEST_AVERAGE_SECONDS = 90;

  /** Ten hours into a meeting are more likely 36 seconds. */
  private static final BigDecimal MANY_SECONDS = BigDecimal.valueOf(36_000);

  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(10_000_000);

  private JsonTimes() {}

  /** How the numbers of one file are to be read. */
  enum Unit {
    SECONDS,
    MILLISECONDS;

    /** When an entry begins; empty if it does not say. */
    Optional<Duration> start(Fields object) {
      return time(object, STARTS);
    }

    /** From when to when an entry lasts; empty unless it says both. */
    Optional<Span> span(Fields object) {
      return start(object).flatMap(start -> time(object, ENDS).map(end -> new Span(start, end)));
    }

    private Optional<Duration> time(Fields object, List<String> names) {
      return first(object, names)
          .flatMap(value ->
              value instanceof Text(_, var text) && text.indexOf(':') >= 0
                  ? Timestamp.parse(text.strip())
                  : number(value).flatMap(this::duration));
    }

    private Optional<Duration> duration(BigDecimal number) {
      var seconds = this == MILLISECONDS ? number.movePointLeft(3) : number;
      boolean inRange = seconds.signum() >= 0 && seconds.compareTo(MAX_SECONDS) <= 0;
      return inRange
          ? Optional.of(Duration.ofMillis(seconds.movePointRight(3).longValue()))
          : Optional.empty();
    }
  }

  /** As {@link #unitOf}, where an entry stands alone. */
  static Unit unitOfOne(Fields entry) {
    boolean said = entry.value("start_ms").isPresent();
    var number = first(entry, STARTS).flatMap(JsonTimes::number);
    boolean hours =
        number
            .filter(n -> n.stripTrailingZeros().scale() <= 0 && n.compareTo(MANY_SECONDS) > 0)
            .isPresent();
    return said || hours ? Unit.MILLISECONDS : Unit.SECONDS;
  }

  static Unit unitOf(List<Fields> entries) {
    var starts =
        entries.stream().flatMap(e -> first(e, STARTS).flatMap(JsonTimes::number).stream());
    var numbers = starts.toList();
    boolean whole = numbers.stream().allMatch(n -> n.stripTrailingZeros().scale() <= 0);
    if (numbers.isEmpty() || !whole) {
      return Unit.SECONDS;
    }
    double last = numbers.stream().mapToDouble(BigDecimal::doubleValue).max().orElse(0);
    double lastsOnAverage = averageLength(entries).orElse(last / numbers.size());
    return lastsOnAverage > LONGEST_AVERAGE_SECONDS ? Unit.MILLISECONDS : Unit.SECONDS;
  }

  private static Optional<Double> averageLength(List<Fields> entries) {
    var lengths =
        entries.stream()
            .flatMap(entry ->
                first(entry, ENDS).flatMap(JsonTimes::number).stream()
                    .flatMap(end ->
                        first(entry, STARTS).flatMap(JsonTimes::number).stream()
                            .map(start -> end.subtract(start).doubleValue())))
            .toList();
    return lengths.isEmpty()
        ? Optional.empty()
        : Optional.of(lengths.stream().mapToDouble(Double::doubleValue).average().orElse(0));
  }

  private static Optional<LocatedJson> first(Fields object, List<String> names) {
    return names.stream().flatMap(name -> object.value(name).stream()).findFirst();
  }

  private static Optional<BigDecimal> number(LocatedJson value) {
    if (value instanceof Numeric(_, var number)) {
      return inRange(number);
    }
    if (value instanceof Text(_, var text) && text.strip().matches("\\d{1,12}(?:\\.\\d{1,9})?")) {
      return Optional.of(new BigDecimal(text.strip()));
    }
    return Optional.empty();
  }

  /** A number like 1e999999999 must not be written out. */
  private static Optional<BigDecimal> inRange(BigDecimal number) {
    return Math.abs((long) number.scale()) <= 30 && number.precision() <= 30
        ? Optional.of(number)
        : Optional.empty();
  }
}
