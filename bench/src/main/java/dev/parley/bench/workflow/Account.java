package dev.parley.bench.workflow;

import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Ledger.Answer;
import dev.parley.safety.Limits;
import dev.parley.safety.Price;
import dev.parley.testkit.InMemoryEventLog;
import dev.parley.testkit.InMemoryLedger;
import dev.parley.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;

/** One run's money, in a real ledger on a clock of virtual time. */
final class Account {

  /** What a coding call asks for unless there is less room, and what it must have. */
  private static final int MAX_OUTPUT = 8_192;

  private static final int MIN_OUTPUT = 2_048;
  private static final RunId RUN = new RunId("bench");
  private static final ModelName MODEL = new ModelName("bench", "model");
  private static final Money NO_LIMIT = new Money(Long.MAX_VALUE / 4);

  private final ManualClock clock = new ManualClock();
  private final Ledger ledger;
  private final Fence fence;
  private final Price price;
  private final Limits limits;
  private double now;
  private long calls;
  private Money spent = Money.ZERO;

  Account(Price price, Money limit, boolean reserves) {
    var log = new InMemoryEventLog(clock);
    this.ledger = new InMemoryLedger(log);
    this.fence = log.transact(t -> t.raiseEpoch(StreamId.draft(RUN)));
    this.price = price;
    var ofRun = reserves ? limit : NO_LIMIT;
    this.limits =
        new Limits(
            Integer.MAX_VALUE,
            Long.MAX_VALUE / 4,
            Integer.MAX_VALUE,
            Duration.ofDays(1),
            ofRun,
            NO_LIMIT,
            20,
            10_000);
  }

  /** A call that may be made. */
  record Granted(String id, int maxOutput) {}

  /** What became of asking for one: exactly one of these, or neither while others may give back. */
  record Reply(Optional<Granted> granted, boolean refused) {}

  /** Virtual time goes on to that second. */
  void at(double seconds) {
    clock.advance(Duration.ofNanos(Math.round((seconds - now) * 1e9)));
    now = seconds;
  }

  /** Asks for a call, smaller if only that fits, as Parley does. */
  Reply ask(TaskId task, int attempt, long promptBound) {
    var context = new CallContext(RUN, Optional.of(new AttemptId(RUN, task, attempt)), fence);
    int output = MAX_OUTPUT;
    while (true) {
      var id = "call-" + ++calls;
      var bound = price.upperBound(promptBound, output);
      var ask = new Ledger.Ask(id, context, MODEL, bound, promptBound + output);
      switch (ledger.reserve(ask, limits)) {
        case Answer.Reserved _ -> {
          return new Reply(Optional.of(new Granted(id, output)), false);
        }
        case Answer.Wait _ -> {
          return new Reply(Optional.empty(), false);
        }
        case Answer.Refused(_, _, _, var room) -> {
          int affordable = outputFor(promptBound, room.money(), output);
          if (affordable < MIN_OUTPUT) {
            return new Reply(Optional.empty(), true);
          }
          output = affordable;
        }
      }
    }
  }

  /** The most output below some that a call may have for that much. */
  private int outputFor(long promptBound, Money room, int below) {
    int fits = 0;
    int exceeds = below;
    while (exceeds - fits > 1) {
      int middle = (fits + exceeds) >>> 1;
      if (price.upperBound(promptBound, middle).compareTo(room) <= 0) {
        fits = middle;
      } else {
        exceeds = middle;
      }
    }
    return fits;
  }

  void settle(Granted call, TokenUsage usage) {
    var cost = price.cost(usage);
    ledger.settle(call.id(), Optional.of(usage), Optional.of(cost));
    spent = spent.plus(cost);
  }

  /** What calls that were answered have cost. */
  Money spent() {
    return spent;
  }

  /**
   * What the ledger says of the run.
   *
   * @throws IllegalStateException if anything is still reserved, or it adds up to something else
   */
  Ledger.Spend close() {
    var spend = ledger.spendOf(RUN);
    if (spend.reserved().micros() != 0 || !spend.settled().equals(spent)) {
      throw new IllegalStateException("%s settled, but %s".formatted(spent, spend));
    }
    return spend;
  }
}
