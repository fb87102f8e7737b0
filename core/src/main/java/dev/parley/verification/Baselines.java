package dev.parley.verification;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's way to the {@link BaselineStore}: of several attempts that need one baseline, one
 * takes it and the others wait; if that one is cut off, the next takes over. Thread-safe.
 */
public final class Baselines {

  private static final Logger log = LoggerFactory.getLogger(Baselines.class);

  private final BaselineStore store;
  private final InstantSource clock;

  /** By key; as many as there are attempts. */
  private final Map<String, CompletableFuture<Optional<Baseline>>> taking =
      new ConcurrentHashMap<>();

  public Baselines(BaselineStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** One that is there already. */
  Optional<Baseline> known(String key) {
    try {
      return store.find(key, clock.instant());
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("baseline cannot be read");
      return Optional.empty();
    }
  }

  /**
   * The baseline, taken now if it is nowhere yet.
   *
   * @param take runs the checks; what it throws is thrown here, to its own caller alone
   * @throws dev.parley.model.ProblemException INTERRUPTED while waiting for another
   */
  Baseline of(String key, Supplier<Baseline> take) {
    while (true) {
      var ours = new CompletableFuture<Optional<Baseline>>();
      var theirs = taking.putIfAbsent(key, ours);
      if (theirs == null) {
        return taken(key, take, ours);
      }
      var theirBaseline = await(theirs);
      if (theirBaseline.isPresent()) {
        return theirBaseline.get();
      }
    }
  }

  private Baseline taken(
      String key, Supplier<Baseline> take, CompletableFuture<Optional<Baseline>> ours) {
    Optional<Baseline> baseline = Optional.empty();
    try {
      baseline = known(key);
      if (baseline.isEmpty()) {
        baseline = Optional.of(take.get());
        keep(key, baseline.get());
      }
      return baseline.get();
    } finally {
      taking.remove(key, ours);
      ours.complete(baseline);
    }
  }

  private void keep(String key, Baseline baseline) {
    try {
      store.keep(key, baseline, clock.instant());
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("baseline cannot be kept");
    }
  }

  private static Optional<Baseline> await(CompletableFuture<Optional<Baseline>> theirs) {
    try {
      return theirs.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Code.INTERRUPTED, "interrupted while a baseline was waited for", "")
          .raise();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a baseline that is waited for ends with a value", e);
    }
  }
}
