package dev.parley.testkit.modelserver;

import static dev.parley.model.Require.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A script with faults strewn in by a seed.
 *
 * <p>Whether a request meets a fault depends on the seed, on what is asked (role, task, model, the
 * length of the conversation, its last words) and on how often that was asked before; not on what
 * other clients do meanwhile. The same seed therefore gives the same faults however requests
 * interleave, and however the run is named.
 */
public final class RandomFaults implements ModelScript {

  /** Distinct questions whose faults are counted; beyond it no more faults are given. */
  private static final int MAX_QUESTIONS = 100_000;

  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final ModelScript script;
  private final long seed;
  private final int maxSpoiltAskings;
  private final List<Chance> chances;
  private final ConcurrentHashMap<Question, Integer> asked = new ConcurrentHashMap<>();

  private record Chance(double probability, Fault fault) {}

  private record Question(String role, String task, String model, int turns, int lastWords) {
    static Question of(ScriptedRequest request) {
      return new Question(
          request.role(),
          request.task(),
          request.model(),
          request.messages().size(),
          request.lastUserWords().hashCode());
    }

    /** Unlike a record's own hash code, specified, hence the same in every Java. */
    int hash() {
      return Objects.hash(role, task, model, turns, lastWords);
    }
  }

  private RandomFaults(Builder builder) {
    script = builder.script;
    seed = builder.seed;
    maxSpoiltAskings = builder.maxSpoiltAskings;
    chances = List.copyOf(builder.chances);
  }

  /** Begins with no faults over this script. */
  public static Builder over(ModelScript script, long seed) {
    return new Builder(script, seed);
  }

  @Override
  public ScriptedAnswer answer(ScriptedRequest request) {
    var answer = script.answer(request);
    var question = Question.of(request);
    if (asked.size() >= MAX_QUESTIONS && !asked.containsKey(question)) {
      return answer;
    }
    var before = asked.merge(question, 1, Integer::sum) - 1;
    return before < maxSpoiltAskings ? drawn(question, before).instead(answer) : answer;
  }

  private Fault drawn(Question question, int before) {
    var mixed = seed * 0x9E3779B97F4A7C15L + 31L * question.hash() + before;
    var point = RANDOM.create(mixed).nextDouble();
    for (var chance : chances) {
      point -= chance.probability();
      if (point < 0) {
        return chance.fault();
      }
    }
    return answer -> answer;
  }

  /** Collects faults and their probabilities. */
  public static final class Builder {

    private final ModelScript script;
    private final long seed;
    private final List<Chance> chances = new ArrayList<>();
    private int maxSpoiltAskings = 3;

    private Builder(ModelScript script, long seed) {
      this.script = script;
      this.seed = seed;
    }

    /** Gives a request this fault with this probability. The probabilities must not exceed 1. */
    public Builder with(double probability, Fault fault) {
      chances.add(new Chance(probability, fault));
      var sum = chances.stream().mapToDouble(Chance::probability).sum();
      require(probability >= 0, "negative probability: %s", probability);
      require(sum <= 1.000_001, "the probabilities add up to %s", sum);
      return this;
    }

    /**
     * How often the same question may be asked before it is always answered (3), so that a client
     * which asks again comes through in the end.
     */
    public Builder maxSpoiltAskings(int max) {
      maxSpoiltAskings = max;
      return this;
    }

    public RandomFaults build() {
      return new RandomFaults(this);
    }
  }
}
