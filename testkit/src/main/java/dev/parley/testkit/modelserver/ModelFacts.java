package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.ModelFacts.Trait.ADAPTIVE_THINKING_ONLY;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.COMPLETION_TOKENS_ONLY;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.DEFAULT_SAMPLING_ONLY;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.LARGE_CONTEXT_BY_HEADER;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.NO_PREFILL;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.NO_SAMPLING;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.ONE_SAMPLER;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.SYSTEM_TURNS;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a model refuses. Models not in the table are held to the protocol's rules alone.
 *
 * <p>Source: the providers' model pages and migration guides as of August 2026. Where they leave a
 * limit open, the larger figure is here: refusing what the provider would accept is the worse
 * mistake for a model that changes.
 *
 * @param name the model, or the part of its name before a date
 * @param contextTokens the largest prompt
 * @param outputTokens the largest {@code max_tokens}
 */
record ModelFacts(String name, long contextTokens, long outputTokens, Set<Trait> traits) {

  /** A peculiarity of a model that makes it refuse requests others accept. */
  enum Trait {
    /** Takes temperature or top_p, not both. */
    ONE_SAMPLER,
    /** Takes no temperature, top_p or top_k at all. */
    NO_SAMPLING,
    /** Takes no temperature or top_p but the default, and no stop sequences. */
    DEFAULT_SAMPLING_ONLY,
    /** The last message must not be the assistant's. */
    NO_PREFILL,
    /** Takes no thinking budget. */
    ADAPTIVE_THINKING_ONLY,
    /** Accepts {@code system} messages between the others. */
    SYSTEM_TURNS,
    /** Has a million tokens of context for those who send the beta header. */
    LARGE_CONTEXT_BY_HEADER,
    /** Takes max_completion_tokens, not max_tokens. */
    COMPLETION_TOKENS_ONLY
  }

  private static final long LARGE_CONTEXT_TOKENS = 1_000_000;

  private static final List<ModelFacts> KNOWN =
      List.of(
          new ModelFacts("claude-haiku-4-5", 200_000, 64_000, Set.of(ONE_SAMPLER)),
          new ModelFacts(
              "claude-sonnet-4-5", 200_000, 64_000, Set.of(ONE_SAMPLER, LARGE_CONTEXT_BY_HEADER)),
          new ModelFacts("claude-sonnet-4-6", 1_000_000, 128_000, Set.of(ONE_SAMPLER, NO_PREFILL)),
          new ModelFacts("claude-opus-4-1", 200_000, 32_000, Set.of(ONE_SAMPLER)),
          new ModelFacts("claude-opus-4-5", 200_000, 64_000, Set.of(ONE_SAMPLER)),
          new ModelFacts("claude-opus-4-6", 1_000_000, 128_000, Set.of(ONE_SAMPLER, NO_PREFILL)),
          claudeWithoutSampling("claude-opus-4-7", Set.of()),
          claudeWithoutSampling("claude-opus-4-8", Set.of()),
          claudeWithoutSampling("claude-sonnet-5", Set.of()),
          claudeWithoutSampling("claude-opus-5", Set.of(SYSTEM_TURNS)),
          new ModelFacts("gpt-4o", 128_000, 16_384, Set.of()),
          new ModelFacts("gpt-4.1", 1_047_576, 32_768, Set.of()),
          gpt("gpt-5", 272_000, Set.of(DEFAULT_SAMPLING_ONLY)),
          gpt("gpt-5.1", 272_000, Set.of()),
          gpt("gpt-5.2", 272_000, Set.of()),
          gpt("gpt-5.4", 1_050_000, Set.of()),
          gpt("gpt-5.5", 1_050_000, Set.of()),
          gpt("o3", 200_000, Set.of(DEFAULT_SAMPLING_ONLY)),
          gpt("o4-mini", 200_000, Set.of(DEFAULT_SAMPLING_ONLY)));

  /** The model of this name; the most specific entry counts. Unknown models have no limits. */
  static ModelFacts of(String model) {
    return KNOWN.stream()
        .filter(facts -> model.equals(facts.name) || model.startsWith(facts.name + '-'))
        .max(Comparator.comparingInt(facts -> facts.name.length()))
        .orElseGet(() -> new ModelFacts(model, Long.MAX_VALUE, Long.MAX_VALUE, Set.of()));
  }

  /** Names for the list of models of this protocol. */
  static List<String> names(Protocol protocol) {
    var claude = protocol == Protocol.ANTHROPIC;
    return KNOWN.stream()
        .map(ModelFacts::name)
        .filter(name -> claude == name.startsWith("claude-"))
        .toList();
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** The largest prompt, given the beta features asked for. */
  long contextTokens(String betas) {
    return is(LARGE_CONTEXT_BY_HEADER) && betas.contains("context-1m")
        ? LARGE_CONTEXT_TOKENS
        : contextTokens;
  }

  private static ModelFacts claudeWithoutSampling(String name, Set<Trait> more) {
    var traits = new HashSet<>(Set.of(NO_SAMPLING, NO_PREFILL, ADAPTIVE_THINKING_ONLY));
    traits.addAll(more);
    return new ModelFacts(name, 1_000_000, 128_000, Set.copyOf(traits));
  }

  private static ModelFacts gpt(String name, long contextTokens, Set<Trait> more) {
    var traits = new HashSet<>(more);
    traits.add(COMPLETION_TOKENS_ONLY);
    return new ModelFacts(name, contextTokens, 128_000, Set.copyOf(traits));
  }
}
