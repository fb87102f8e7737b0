package dev.parley.adapters.langchain4j;

import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.llm.QuotaReport.Quota;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What providers say of their rate limits, in both forms: Anthropic's {@code
 * anthropic-ratelimit-tokens-remaining} with resets as moments in RFC 3339, and OpenAI's {@code
 * x-ratelimit-remaining-tokens} with resets as spans such as {@code 6m0s}, which compatible servers
 * send too. Whatever makes no sense is as if it had not been said.
 *
 * <p>Source: the rate limit pages of both API references.
 */
final class QuotaHeaders {

  private static final int MAX_LENGTH = 64;
  private static final Pattern COUNT = Pattern.compile("\\d{1,13}");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:(\\d{1,3})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m(?!s))?"
              + "(?:(\\d{1,8})(?:\\.(\\d{1,9})\\d*)?s)?(?:(\\d{1,9})(?:\\.\\d+)?ms)?");

  private QuotaHeaders() {}

  /**
   * Reads an answer's head.
   *
   * @param now tells how far away a moment is
   */
  static Map<Dimension, Quota> of(HttpHeaders headers, Instant now) {
    Map<Dimension, Quota> quotas = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      anthropic(headers, dimension, now)
          .or(() -> openAi(headers, dimension))
          .ifPresent(quota -> quotas.put(dimension, quota));
    }
    return quotas;
  }

  private static Optional<Quota> anthropic(HttpHeaders headers, Dimension dimension, Instant now) {
    String prefix = "anthropic-ratelimit-" + name(dimension) + '-';
    Optional<Duration> untilFull =
        value(headers, prefix + "reset").flatMap(text -> until(text, now));
    return quota(headers, prefix + "limit", prefix + "remaining", untilFull);
  }

  private static Optional<Quota> openAi(HttpHeaders headers, Dimension dimension) {
    String name = name(dimension);
    Optional<Duration> untilFull =
        value(headers, "x-ratelimit-reset-" + name).flatMap(QuotaHeaders::span);
    return quota(headers, "x-ratelimit-limit-" + name, "x-ratelimit-remaining-" + name, untilFull);
  }

  private static Optional<Quota> quota(
      HttpHeaders headers, String limit, String remaining, Optional<Duration> untilFull) {
    Optional<Long> most = value(headers, limit).flatMap(QuotaHeaders::count);
    Optional<Long> left = value(headers, remaining).flatMap(QuotaHeaders::count);
    return most.isPresent() && left.isPresent()
        ? Quota.plausible(most.get(), left.get(), untilFull)
        : Optional.empty();
  }

  private static String name(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> value(HttpHeaders headers, String name) {
    return headers.firstValue(name).filter(text -> text.length() <= MAX_LENGTH).map(String::strip);
  }

  private static Optional<Long> count(String text) {
    return COUNT.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** A moment that has passed is no wait; one too far away is not believed later. */
  private static Optional<Duration> until(String text, Instant now) {
    try {
      Duration wait = Duration.between(now, OffsetDateTime.parse(text).toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException | ArithmeticException notAMoment) {
      return Optional.empty();
    }
  }

  /** Empty unless it is a span such as {@code 1h0m0s}, {@code 1.5s} or {@code 20ms}. */
  static Optional<Duration> span(String text) {
    Matcher parts = SPAN.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(part(parts, 1))
            .plusHours(part(parts, 2))
            .plusMinutes(part(parts, 3))
            .plusSeconds(part(parts, 4))
            .plusNanos(nanos(parts.group(5)))
            .plusMillis(part(parts, 6)));
  }

  private static long part(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The digits behind the point of seconds. */
  private static long nanos(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
  }
}
