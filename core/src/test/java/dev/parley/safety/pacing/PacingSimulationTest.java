package dev.parley.safety.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 32 callers before a bucket of 200,000 tokens a minute, in virtual time: at most 5 refusals in
 * 1,000 successes, at 0.98 or more of what the bucket could have granted.
 */
class PacingSimulationTest {

  private static final long TOKENS_PER_MINUTE = 200_000;
  private static final Duration WARM_UP = Duration.ofMinutes(2);
  private static final Duration MEASURED = Duration.ofMinutes(12);

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void usesTheWholeBucketAndIsHardlyEverRefused(long seed) {
    judge(new Simulation(seed, setting(1, Duration.ofSeconds(1))), 5);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void doesSoWhenCallsTakeLongAndReportsAreOld(long seed) {
    judge(new Simulation(seed, setting(1, Duration.ofSeconds(20))), 5);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void followsWhatIsLeftWhenAnotherProcessUsesTheAccountToo(long seed) {
    judge(new Simulation(seed, setting(2, Duration.ofSeconds(1))), 5);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void letsNobodyWaitForEver(long seed) {
    var simulation = new Simulation(seed, setting(1, Duration.ofSeconds(5))).run(MEASURED);

    // 32 callers of some 2,500 tokens each are served in about half a minute, in turn.
    assertThat(simulation.longestWait()).isLessThan(Duration.ofMinutes(1));
  }

  private static Simulation.Setting setting(int lanes, Duration longestCall) {
    return new Simulation.Setting(32, lanes, TOKENS_PER_MINUTE, longestCall, true);
  }

  private static void judge(Simulation simulation, int mostPerThousand) {
    simulation.run(WARM_UP);
    long grantedBefore = simulation.granted();
    simulation.run(MEASURED);

    double could = TOKENS_PER_MINUTE / 60.0 * MEASURED.toSeconds();
    double utilisation = (simulation.granted() - grantedBefore) / could;
    double refusedPerThousand = 1_000.0 * simulation.refusals() / simulation.successes();
    assertThat(simulation.successes()).isGreaterThan(1_000);
    assertThat(refusedPerThousand)
        .as("429s per 1,000 successes, at a utilisation of %s", utilisation)
        .isLessThanOrEqualTo(mostPerThousand);
    assertThat(utilisation).as("utilisation").isGreaterThanOrEqualTo(0.98);
  }
}
