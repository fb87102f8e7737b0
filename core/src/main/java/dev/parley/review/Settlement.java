package dev.parley.review;

/**
 * Why a finding that would keep a change from being approved does not.
 *
 * @param reason in words; of a refutation with the place it rests on
 */
public record Settlement(Kind kind, String reason) {

  /** Who or what settled it. */
  public enum Kind {
    /** A second look at the code showed that it does not hold. */
    REFUTED,
    /** A person let it pass. */
    WAIVED,
    /** Named in a later round, about lines that an earlier round had seen and not objected to. */
    LATE
  }
}
