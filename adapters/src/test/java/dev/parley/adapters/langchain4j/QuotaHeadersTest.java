package dev.parley.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.llm.QuotaReport.Quota;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaHeadersTest {

  private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");

  @Test
  void readsAnthropicsWithResetsAsMoments() {
    var quotas =
        read(
            Map.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "49",
                "anthropic-ratelimit-requests-reset", "2026-09-01T12:00:02Z",
                "anthropic-ratelimit-input-tokens-limit", "40000",
                "anthropic-ratelimit-input-tokens-remaining", "39000",
                "anthropic-ratelimit-input-tokens-reset", "2026-09-01T14:00:30+02:00",
                "anthropic-ratelimit-output-tokens-limit", "8000",
                "anthropic-ratelimit-output-tokens-remaining", "8000",
                "anthropic-ratelimit-output-tokens-reset", "2026-09-01T11:59:59Z"));

    assertThat(quotas)
        .isEqualTo(
            Map.of(
                Dimension.REQUESTS, quota(50, 49, Duration.ofSeconds(2)),
                Dimension.INPUT_TOKENS, quota(40_000, 39_000, Duration.ofSeconds(30)),
                Dimension.OUTPUT_TOKENS, quota(8_000, 8_000, Duration.ZERO)));
  }

  @Test
  void readsOpenAisWithResetsAsSpans() {
    var quotas =
        read(
            Map.of(
                "x-ratelimit-limit-requests", "60",
                "x-ratelimit-remaining-requests", "59",
                "x-ratelimit-reset-requests", "1s",
                "x-ratelimit-limit-tokens", "150000",
                "x-ratelimit-remaining-tokens", "149984",
                "x-ratelimit-reset-tokens", "6m0s"));

    assertThat(quotas)
        .isEqualTo(
            Map.of(
                Dimension.REQUESTS, quota(60, 59, Duration.ofSeconds(1)),
                Dimension.TOKENS, quota(150_000, 149_984, Duration.ofMinutes(6))));
  }

  @ParameterizedTest
  @CsvSource({
    "20ms, 20",
    "1s, 1000",
    "1.5s, 1500",
    "59.702s, 59702",
    "6m0s, 360000",
    "4m12.172s, 252172",
    "1h0m0s, 3600000",
    "23h18m29.144s, 83909144",
    "1d2h, 93600000",
    "0s, 0",
    "8.64s, 8640"
  })
  void readsASpan(String text, long millis) {
    assertThat(QuotaHeaders.span(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "s", "ms", "1", "1.5", "-1s", "1s2m", "1 s", "1e9s", "99999999999s", "x"})
  void takesNothingElseForASpan(String text) {
    assertThat(QuotaHeaders.span(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 10",
    "0, 0",
    "10, -1",
    "10, 11",
    "10, ''",
    "'', 10",
    "1e3, 10",
    "99999999999999999999, 10",
    "9999999999999, 10",
    "NaN, NaN",
    "10.5, 1"
  })
  void ignoresWhatMakesNoSense(String limit, String remaining) {
    assertThat(
            read(
                Map.of(
                    "x-ratelimit-limit-tokens", limit,
                    "x-ratelimit-remaining-tokens", remaining,
                    "x-ratelimit-reset-tokens", "1s")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2026-13-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "1e99"})
  void keepsTheRestWhenTheResetMakesNoSense(String reset) {
    var quotas =
        read(
            Map.of(
                "anthropic-ratelimit-tokens-limit", "10",
                "anthropic-ratelimit-tokens-remaining", "5",
                "anthropic-ratelimit-tokens-reset", reset));

    assertThat(quotas).isEqualTo(Map.of(Dimension.TOKENS, new Quota(10, 5, Optional.empty())));
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void survivesWhateverIsSent(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      var headers = new TreeMap<String, String>();
      for (var dimension : Dimension.values()) {
        String name = dimension.name().toLowerCase(Locale.ROOT).replace('_', '-');
        for (String part : List.of("limit", "remaining", "reset")) {
          headers.put("anthropic-ratelimit-" + name + "-" + part, foreign(random));
          headers.put("x-ratelimit-" + part + "-" + name, foreign(random));
        }
      }

      // What comes out is plausible, or its own constructor would have thrown.
      assertThat(read(headers).size()).isLessThanOrEqualTo(Dimension.values().length);
    }
  }

  private static String foreign(Random random) {
    String alphabet = "0123456789.-+:TZdhms eE";
    return switch (random.nextInt(5)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> Integer.toString(random.nextInt(1_000_000));
      case 2 ->
          NOW.plusSeconds(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L)).toString();
      case 3 -> random.nextInt(100) + "m" + random.nextInt(100) + "s";
      default -> {
        var text = new StringBuilder();
        for (int i = random.nextInt(90); i > 0; i--) {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        yield text.toString();
      }
    };
  }

  private static Map<Dimension, Quota> read(Map<String, String> headers) {
    var lists = new TreeMap<String, List<String>>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return QuotaHeaders.of(HttpHeaders.of(lists, (_, _) -> true), NOW);
  }

  private static Quota quota(long limit, long remaining, Duration untilFull) {
    return new Quota(limit, remaining, Optional.of(untilFull));
  }
}
