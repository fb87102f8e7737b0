package dev.parley.app.server.dashboard;

import dev.parley.analytics.Wilson;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Spans;
import dev.parley.model.Money;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** How pages say numbers, times and words of others. */
public final class Wording {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long CENT_MICROS = 10_000;

  private static final Pattern FILE_NAME = Pattern.compile("\\.[A-Za-z]{2,5}$");

  private Wording() {}

  /** Dollars; small amounts to a hundredth of a cent, rounded up. */
  public static String money(Money money) {
    int decimals = money.micros() > 0 && money.micros() < 100 * CENT_MICROS ? 4 : 2;
    return "$" + money.usd().setScale(decimals, RoundingMode.CEILING).toPlainString();
  }

  public static String time(Duration time) {
    return time.toMillis() < 10_000 && time.toMillis() > 0
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3)
        : Spans.inWords(time);
  }

  /** Date and time in UTC. */
  public static String moment(Instant at) {
    return MOMENT.format(at) + " UTC";
  }

  /** With groups of three. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public static String percent(double share) {
    return Math.round(100 * share) + "%";
  }

  /** Both ends of an interval. */
  public static String interval(Wilson rate) {
    return Math.round(100 * rate.low()) + "–" + percent(rate.high());
  }

  /** One line of what others wrote. */
  public static String line(String foreign, int maxCharacters) {
    return Plain.line(foreign, maxCharacters);
  }

  /** Lines of what others wrote, at most so many characters. */
  public static String lines(String foreign, int maxCharacters) {
    var lines = Plain.lines(foreign.substring(0, Math.min(foreign.length(), 2 * maxCharacters)));
    return lines.length() <= maxCharacters ? lines : lines.substring(0, maxCharacters) + " ...";
  }

  /** A status or outcome as people read it. */
  public static String words(String wireName) {
    return wireName.replace('_', ' ');
  }

  /** {@code 1 task}, {@code 2 tasks}. */
  public static String plural(long count, String one) {
    return count(count) + " " + one + (count == 1 ? "" : "s");
  }

  /**
   * What a run was made from, for people: the name of a file without its folders, or the title that
   * somebody gave a meeting.
   */
  public static String source(String source) {
    boolean path =
        source.startsWith("/") || source.startsWith(".") || FILE_NAME.matcher(source).find();
    return path || !source.contains(" ") ? folder(source) : source;
  }

  /** The last folder of a path. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 || slash == path.length() - 1 ? path : path.substring(slash + 1);
  }
}
