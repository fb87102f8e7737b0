package dev.parley.llm;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's way to the {@link ResponseCache}: of several that have one question at a time, one
 * asks and the others wait for what it gets. What goes wrong with the cache is a miss. Thread-safe.
 */
public final class AnswerCache {

  private static final Logger log = LoggerFactory.getLogger(AnswerCache.class);

  private final ResponseCache cache;
  private final InstantSource clock;

  /** By key; as many as there are callers. */
  private final Map<String, CompletableFuture<Optional<KeptAnswer>>> asking =
      new ConcurrentHashMap<>();

  public AnswerCache(ResponseCache cache, InstantSource clock) {
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * Begins to look for an answer, and waits if somebody else is asking for it; who asked and got
   * nothing worth keeping is not followed a second time. Close it when it is known what became of
   * the question: others may be waiting.
   *
   * @throws dev.parley.model.ProblemException INTERRUPTED while waiting
   */
  Turn begin(String key) {
    var ours = new CompletableFuture<Optional<KeptAnswer>>();
    var theirs = asking.putIfAbsent(key, ours);
    if (theirs == null) {
      var turn = new Turn(key, Optional.of(ours));
      try {
        turn.answer = find(key);
        return turn;
      } catch (Error e) {
        turn.close();
        throw e;
      }
    }
    var turn = new Turn(key, Optional.empty());
    turn.answer = await(theirs);
    return turn;
  }

  private static Optional<KeptAnswer> await(CompletableFuture<Optional<KeptAnswer>> theirs) {
    try {
      return theirs.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Code.INTERRUPTED, "interrupted while another call was waited for", "")
          .raise();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn ends with a value", e);
    }
  }

  private Optional<KeptAnswer> find(String key) {
    try {
      Optional<String> content = cache.find(key, clock.instant());
      Optional<KeptAnswer> found = content.flatMap(kept -> KeptAnswer.decoded(key, kept));
      if (content.isPresent() && found.isEmpty()) {
        cache.drop(key);
      }
      return found;
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("response cache cannot be read");
      return Optional.empty();
    }
  }

  /** One question on its way to an answer. Used by one thread. */
  final class Turn implements AutoCloseable {

    private final String key;
    private final Optional<CompletableFuture<Optional<KeptAnswer>>> ours;
    private Optional<KeptAnswer> answer = Optional.empty();

    private Turn(String key, Optional<CompletableFuture<Optional<KeptAnswer>>> ours) {
      this.key = key;
      this.ours = ours;
    }

    /** The answer there was already, or was just given to somebody else. */
    Optional<KeptAnswer> found() {
      return answer;
    }

    /** What was found is of no use to this caller, who asks anew. */
    void refuse(boolean forAnybody) {
      answer = Optional.empty();
      if (forAnybody) {
        try {
          cache.drop(key);
        } catch (RuntimeException e) {
          log.atWarn().setCause(e).log("response cache cannot be written");
        }
      }
    }

    void keep(KeptAnswer given) {
      answer = Optional.of(given);
      try {
        cache.keep(key, given.encoded(key), clock.instant());
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("response cache cannot be written");
      }
    }

    @Override
    public void close() {
      ours.ifPresent(future -> {
        asking.remove(key, future);
        future.complete(answer);
      });
    }
  }
}
