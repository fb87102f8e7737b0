package dev.parley.app.wiring;

import dev.parley.model.IdSource;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/**
 * Ids that sort by time and can be read aloud: {@code 20261122-131502-7k3f}, in UTC. With twenty
 * random bits a second they do not collide in practice, and an append refuses one that does.
 */
public final class TimeOrderedIds implements IdSource {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private final InstantSource clock;
  private final RandomGenerator random;
  private final int randomDigits;

  /**
   * Ids with that many random digits of five bits each.
   *
   * @param random thread-safe
   */
  public TimeOrderedIds(InstantSource clock, RandomGenerator random, int randomDigits) {
    this.clock = clock;
    this.random = random;
    this.randomDigits = randomDigits;
  }

  @Override
  public String next() {
    var id = new StringBuilder(SECOND.format(clock.instant())).append('-');
    for (int i = 0; i < randomDigits; i++) {
      id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return id.toString();
  }
}
