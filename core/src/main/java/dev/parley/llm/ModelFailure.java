package dev.parley.llm;

import java.time.Duration;
import java.util.Optional;

/** A call without an answer. */
public final class ModelFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;
  private final boolean maybeBilled;
  private final boolean heldBack;

  /** What went wrong, as far as what to do next depends on it. */
  public enum Kind {
    /** 429: our share is used up for the moment. */
    RATE_LIMITED,
    /** 529 or 503: the provider has no room; nothing we did. */
    OVERLOADED,
    /** Other 5xx, or an answer that is not the protocol's. */
    SERVER_ERROR,
    /** Refused, reset, cut off, or silent for too long. */
    CONNECTION,
    /** 400, 404, 413, 422: the same request will fail again. */
    BAD_REQUEST,
    /** 401, 403: the key is wrong or may not. */
    UNAUTHORIZED,
    /** 402, or a 429 that says the account is out of credit. */
    OUT_OF_CREDIT;

    /** Whether the same request may succeed later. */
    public boolean transientFault() {
      return switch (this) {
        case RATE_LIMITED, OVERLOADED, SERVER_ERROR, CONNECTION -> true;
        case BAD_REQUEST, UNAUTHORIZED, OUT_OF_CREDIT -> false;
      };
    }
  }

  /**
   * A failure billed as its kind usually is.
   *
   * @param message in the provider's words, without keys
   * @param retryAfter the provider's own minimum wait
   */
  public ModelFailure(Kind kind, String message, Optional<Duration> retryAfter) {
    this(kind, message, retryAfter, kind == Kind.CONNECTION || kind == Kind.SERVER_ERROR);
  }

  /**
   * @param maybeBilled see {@link #maybeBilled}
   */
  public ModelFailure(
      Kind kind, String message, Optional<Duration> retryAfter, boolean maybeBilled) {
    this(kind, message, retryAfter, maybeBilled, false);
  }

  private ModelFailure(
      Kind kind,
      String message,
      Optional<Duration> retryAfter,
      boolean maybeBilled,
      boolean heldBack) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.maybeBilled = maybeBilled;
    this.heldBack = heldBack;
  }

  /** Nobody listened: no byte of the request was sent. */
  public static ModelFailure notSent(String message) {
    return new ModelFailure(Kind.CONNECTION, message, Optional.empty(), false);
  }

  /**
   * Parley itself kept the call back, since the provider fails at the moment or has no room.
   *
   * @param kind what the provider failed with last
   * @param retryAfter when a call may be made again
   */
  public static ModelFailure heldBack(Kind kind, String message, Duration retryAfter) {
    return new ModelFailure(kind, message, Optional.of(retryAfter), false, true);
  }

  /** The same failure in other words. */
  public ModelFailure withMessage(String words) {
    var copy = new ModelFailure(kind, words, retryAfter, maybeBilled, heldBack);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /**
   * Whether the provider may have begun an answer that it will bill although nothing arrived whole.
   */
  public boolean maybeBilled() {
    return maybeBilled;
  }

  /** Whether the provider was not asked at all: see {@link #heldBack(Kind, String, Duration)}. */
  public boolean isHeldBack() {
    return heldBack;
  }
}
