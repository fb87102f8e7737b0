package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.safety.Forecast.Amounts;
import dev.parley.safety.Forecast.Used;
import dev.parley.safety.Preflight.Shortfall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {

  private static final Limits LIMITS =
      Limits.STANDARD
          .with(LimitKey.MAX_USD_PER_RUN, "10")
          .with(LimitKey.MAX_USD_PER_DAY, "50")
          .with(LimitKey.MAX_LLM_TOKENS_PER_DAY, "1000000")
          .with(LimitKey.MAX_LLM_REQUESTS_PER_HOUR, "100");

  @Test
  void aPlanWithinAllLimitsFits() {
    assertThat(shortfalls(amounts(10, 100_000, "1"), amounts(90, 900_000, "9"))).isEmpty();
  }

  @Test
  void whatIsSpentAlreadyLeavesLessRoom() {
    var used = new Used(0, 0, Money.ofUsd("45"));
    var forecast = forecast(amounts(1, 1, "1"), amounts(10, 1, "6"), "0", used);

    assertThat(Preflight.shortfalls(forecast, LIMITS))
        .singleElement()
        .returns(LimitKey.MAX_USD_PER_DAY, Shortfall::key)
        .returns(false, Shortfall::certain)
        .returns("77", Shortfall::enough);
  }

  @Test
  void whatCannotFitComesBeforeWhatMayNot() {
    var found = shortfalls(amounts(10, 2_000_000, "1"), amounts(20, 3_000_000, "12"));

    assertThat(found)
        .extracting(Shortfall::key, Shortfall::certain)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(LimitKey.MAX_LLM_TOKENS_PER_DAY, true),
            org.assertj.core.groups.Tuple.tuple(LimitKey.MAX_USD_PER_RUN, false));
    assertThat(found.getFirst().enough()).isEqualTo("4500000");
  }

  @Test
  void anHourlyLimitOnlyMakesARunPause() {
    var found = shortfalls(amounts(500, 1, "0"), amounts(800, 1, "0"));

    assertThat(found)
        .singleElement()
        .returns(LimitKey.MAX_LLM_REQUESTS_PER_HOUR, Shortfall::key)
        .returns(false, Shortfall::certain);
  }

  @Test
  void callsSpreadOverManyHoursAreNotAllOfOneHour() {
    var slowly = new Amounts(800, 1, Money.ZERO, Duration.ofHours(10));
    var forecast = forecast(Amounts.NONE, slowly, "0", Used.NOTHING);

    assertThat(Preflight.shortfalls(forecast, LIMITS)).isEmpty();
  }

  @Test
  void theRemedyIsOneCommandForAllOfIt() {
    var found = shortfalls(amounts(10, 2_000_000, "11"), amounts(20, 2_000_000, "12"));

    assertThat(Preflight.problem(new RunId("r1"), found).remedy())
        .isEqualTo(
            "Raise them for this run: parley resume r1 --limit max_usd_per_run=18"
                + " --limit max_llm_tokens_per_day=3000000");
  }

  @Test
  void theValueThatHelpsIsOneThatTheForecastFits() {
    for (String usd : List.of("10.000001", "10.5", "99", "100", "12345.678")) {
      var expected = amounts(100_001, 1_234_567, usd);
      var enough = LIMITS;
      for (var shortfall : shortfalls(expected, expected)) {
        enough = enough.with(shortfall.key(), shortfall.enough());
      }
      // The day's limit was found too once it was too little for the run's.
      assertThat(Preflight.shortfalls(forecast(expected, expected, "0", Used.NOTHING), enough))
          .isEmpty();
    }
  }

  private static List<Shortfall> shortfalls(Amounts least, Amounts expected) {
    return Preflight.shortfalls(forecast(least, expected, "0", Used.NOTHING), LIMITS);
  }

  private static Forecast forecast(Amounts least, Amounts expected, String spent, Used used) {
    return new Forecast(least, expected, Duration.ZERO, Money.ofUsd(spent), used, "a guess");
  }

  private static Amounts amounts(long calls, long tokens, String usd) {
    return new Amounts(calls, tokens, Money.ofUsd(usd), Duration.ofMinutes(10));
  }
}
