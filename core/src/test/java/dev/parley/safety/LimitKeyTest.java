package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Money;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitKeyTest {

  private static final Limits OTHER =
      new Limits(
          7,
          8,
          9,
          Duration.ofSeconds(10),
          Money.ofUsd("11.5"),
          Money.ofUsd("12"),
          13,
          14,
          Optional.of(Limits.OnTrip.CANCEL),
          Optional.of(15),
          Optional.of(16));

  @ParameterizedTest
  @EnumSource
  void takesItsOwnValueOverAndLeavesTheOthers(LimitKey key) {
    var changed = Limits.STANDARD.with(key, key.text(OTHER));

    for (var each : LimitKey.values()) {
      assertThat(each.text(changed)).isEqualTo(each.text(each == key ? OTHER : Limits.STANDARD));
    }
  }

  @Test
  void allKeysTogetherMakeTheOtherLimits() {
    var changes =
        Arrays.stream(LimitKey.values()).map(key -> new LimitChange(key, key.text(OTHER))).toList();

    assertThat(Limits.STANDARD.with(changes)).isEqualTo(OTHER);
  }

  @Test
  void theLastChangeOfAKeyWins() {
    var key = LimitKey.MAX_USD_PER_RUN;
    var changes = List.of(new LimitChange(key, "1"), new LimitChange(key, "2"));

    assertThat(Limits.STANDARD.with(changes).maxUsdPerRun()).isEqualTo(Money.ofUsd("2"));
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_LLM_REQUESTS_PER_HOUR, 0",
    "MAX_LLM_REQUESTS_PER_HOUR, 3000000000",
    "MAX_LLM_TOKENS_PER_DAY, many",
    "MAX_USD_PER_RUN, -1",
    "MAX_USD_PER_RUN, 0.0000001",
    "MAX_EXECUTION_TIME_PER_TASK, 0",
    "MAX_CPU_PERCENT, 0",
    "MAX_MEMORY_MB, -1",
    "ON_TRIP, explode"
  })
  void refusesWhatIsNotOfItsKindOrRange(LimitKey key, String value) {
    assertThatThrownBy(() -> new LimitChange(key, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_MEMORY_MB, 512, 1024",
    "MAX_MEMORY_MB, 1024, 0",
    "MAX_CPU_PERCENT, 80, 150",
    "ON_TRIP, cancel, finish"
  })
  void knowsWhichOfTwoValuesIsTheStricter(LimitKey key, String strict, String loose) {
    var one = Limits.STANDARD.with(key, strict);
    var other = Limits.STANDARD.with(key, loose);

    assertThat(key.compare(one, other)).isNegative();
    assertThat(key.compare(other, one)).isPositive();
    assertThat(key.compare(one, one)).isZero();
  }

  @Test
  void isFoundByTheNameUsersKnow() {
    assertThat(LimitKey.of("max_usd_per_day")).contains(LimitKey.MAX_USD_PER_DAY);
    assertThat(LimitKey.of("max_usd")).isEmpty();
  }
}
