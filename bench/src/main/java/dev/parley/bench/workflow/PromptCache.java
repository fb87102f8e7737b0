package dev.parley.bench.workflow;

import dev.parley.bench.workflow.Distributions.Cache;
import dev.parley.bench.workflow.World.Call;
import dev.parley.model.TokenUsage;
import java.util.HashMap;
import java.util.Map;

/** What a provider keeps of prompts: the beginning all share, then that of each module. */
final class PromptCache {

  private static final String RUN = "";

  private final Cache rules;
  private final boolean there;
  private final Map<String, Double> keptUntil = new HashMap<>();

  PromptCache(Cache rules, boolean there) {
    this.rules = rules;
    this.there = there;
  }

  /**
   * Tokens of a prompt that are read from the cache.
   *
   * @param module blank for a task of none
   */
  long read(Call call, String module, double now) {
    if (!there) {
      return 0;
    }
    if (call.before() > 0) {
      return Math.round(rules.repeated() * call.before());
    }
    long run = kept(RUN, now) ? rules.runTokens() : 0;
    return run + (keeps(module, now) ? rules.moduleTokens() : 0);
  }

  /** Whether a first call finds the beginning of its module's prompts. */
  boolean keeps(String module, double now) {
    return there && !module.isBlank() && kept(RUN, now) && kept("m" + module, now);
  }

  /** What a call is billed by. */
  TokenUsage usage(Call call, long read, long output) {
    long rest = call.prompt() - read;
    return there ? new TokenUsage(0, output, rest, read) : new TokenUsage(rest, output, 0, 0);
  }

  /** Seconds a call takes with so much of it read from the cache. */
  double seconds(Call call, long read) {
    return call.seconds() * (1 - rules.latencySaved() * read / call.prompt());
  }

  /** A call was answered: its beginnings are kept from now on. */
  void answered(String module, double now) {
    keptUntil.put(RUN, now + rules.ttlSeconds());
    keptUntil.put("m" + module, now + rules.ttlSeconds());
  }

  private boolean kept(String prefix, double now) {
    return keptUntil.getOrDefault(prefix, -1.0) >= now;
  }
}
