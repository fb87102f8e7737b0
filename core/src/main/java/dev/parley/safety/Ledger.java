package dev.parley.safety;

import dev.parley.event.Fence;
import dev.parley.llm.CallContext;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import java.time.Instant;
import java.util.Optional;

/**
 * The account of every model call. A call is reserved at its upper bound before it is made and
 * settled at what it cost, so that however many callers there are, on however many processes, the
 * limits hold. Thread-safe; must pass {@code LedgerContract}.
 */
public interface Ledger {

  /**
   * A call about to be made.
   *
   * @param requestId unique; reserving one id twice reserves once
   * @param upperBound the most the call can cost
   * @param tokensUpperBound the most it can count against token limits
   */
  record Ask(
      String requestId,
      CallContext context,
      ModelName model,
      Money upperBound,
      long tokensUpperBound) {

    /** The right the caller acts by. */
    public Fence fence() {
      return context.fence();
    }
  }

  /** The answer to an {@link Ask}. */
  sealed interface Answer {

    /** The call may be made and must be settled or released. */
    record Reserved(String requestId) implements Answer {}

    /** No room now, but calls are outstanding that may give enough back. */
    record Wait(String limit) implements Answer {}

    /**
     * No room, whatever outstanding calls may give back.
     *
     * @param limit the key of the limit, for example {@code max_usd_per_run}
     * @param reason used, reserved and asked for, in words
     * @param until when there will be room, by the system's clock; empty if waiting does not help
     * @param room what a smaller call could have
     */
    record Refused(String limit, String reason, Optional<Instant> until, Room room)
        implements Answer {}
  }

  /**
   * The most a call could be granted under all limits once outstanding calls have given back what
   * they may. Negative if limits are overdrawn, as after they were lowered.
   */
  record Room(Money money, long tokens) {}

  /**
   * What was spent and what is still reserved.
   *
   * @param requests calls reserved and not released
   * @param usage of the calls whose usage is known
   */
  record Spend(Money settled, Money reserved, long requests, TokenUsage usage) {}

  /**
   * Checks every limit and books the call under every {@link Scope}, in one transaction. Only a
   * reservation is remembered: after another answer the same id may be asked for again.
   *
   * @throws dev.parley.event.StaleWriteException if the caller's fence was overtaken
   */
  Answer reserve(Ask ask, Limits limits);

  /**
   * Replaces the reservation by what the call cost. Settling again changes nothing. Unknown usage
   * settles at the reservation; so does unknown cost. A call that was released and is settled after
   * all is charged.
   *
   * @throws IllegalArgumentException if the id was never reserved
   */
  void settle(String requestId, Optional<TokenUsage> usage, Optional<Money> cost);

  /**
   * Gives a reservation back: the call was certainly not billed. Changes nothing if the call is
   * settled, released or unknown.
   */
  void release(String requestId);

  /**
   * What was booked under a scope. Calls whose process died stay reserved, and charged as such. In
   * a window, money and tokens count by the minute of their settlement, requests from when they
   * were made.
   */
  Spend spendOf(Scope scope);

  /** What counts against the tokens of a day: those reserved and those of unknown usage, too. */
  long tokensOfDay();

  /** A run's spend. */
  default Spend spendOf(RunId run) {
    return spendOf(new Scope.Run(run));
  }
}
