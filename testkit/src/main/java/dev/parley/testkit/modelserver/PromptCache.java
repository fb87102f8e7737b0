package dev.parley.testkit.modelserver;

import dev.parley.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which beginnings of prompts were sent before, as the providers' prompt caches do.
 *
 * <p>A prompt is a list of segments. A beginning that ends at a <em>mark</em> is stored when its
 * answer starts; a later prompt reads the longest stored beginning it shares, looking back at most
 * 20 segments from each of its own marks, and pays for writing what follows up to its last mark.
 * Beginnings under 1,024 tokens are not cached, and what is unused for five minutes is forgotten.
 * Thread-safe.
 *
 * <p>Source: Anthropic's description of prompt caching. The real minimum differs between models,
 * 512 to 4,096 tokens; one figure is enough here.
 */
final class PromptCache {

  private static final int MIN_TOKENS = 1_024;
  private static final int READ_STEP_TOKENS = 128;
  private static final int LOOK_BACK = 20;
  private static final int MAX_ENTRIES = 10_000;
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /**
   * A piece of a prompt.
   *
   * @param mark whether the beginning that ends here is to be cached
   */
  record Segment(String text, boolean mark) {}

  /**
   * What a prompt costs, in tokens, and which beginnings to store once it is being answered.
   *
   * @param plain neither read nor written
   */
  record Billing(long plain, long written, long read, List<String> toStore) {
    TokenUsage withOutput(long output) {
      return new TokenUsage(plain, output, written, read);
    }

    long prompt() {
      return plain + written + read;
    }

    /**
     * The same as billed by a provider that caches by itself: writing costs nothing extra, and
     * reads count in steps.
     */
    Billing automatic() {
      var counted = read / READ_STEP_TOKENS * READ_STEP_TOKENS;
      return new Billing(prompt() - counted, 0, counted, toStore);
    }
  }

  private record Beginning(String hash, long tokens, boolean mark) {}

  private final InstantSource clock;
  private final Map<String, Instant> usedAt = new LinkedHashMap<>();

  PromptCache(InstantSource clock) {
    this.clock = clock;
  }

  /** What this prompt costs now. Changes nothing but the age of what it reads. */
  synchronized Billing bill(String model, List<Segment> segments) {
    var beginnings = beginnings(model, segments);
    var total = beginnings.isEmpty() ? 0 : beginnings.getLast().tokens();
    var read = 0L;
    var lastMark = 0L;
    var toStore = new ArrayList<String>();
    for (var at = 0; at < beginnings.size(); at++) {
      var here = beginnings.get(at);
      if (here.mark() && here.tokens() >= MIN_TOKENS) {
        lastMark = here.tokens();
        toStore.add(here.hash());
        read = Math.max(read, longestStored(beginnings, at));
      }
    }
    return new Billing(total - Math.max(read, lastMark), lastMark - read, read, toStore);
  }

  /** Stores the beginnings of a prompt whose answer has started. */
  synchronized void store(Billing billing) {
    billing.toStore().forEach(this::touch);
    var oldestFirst = usedAt.keySet().iterator();
    while (usedAt.size() > MAX_ENTRIES) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  private long longestStored(List<Beginning> beginnings, int from) {
    for (var at = from; at >= Math.max(0, from - LOOK_BACK); at--) {
      var used = usedAt.get(beginnings.get(at).hash());
      if (used != null && used.plus(LIFETIME).isAfter(clock.instant())) {
        touch(beginnings.get(at).hash());
        return beginnings.get(at).tokens();
      }
    }
    return 0;
  }

  /** Moves to the end, so that the map stays in order of last use. */
  private void touch(String hash) {
    usedAt.remove(hash);
    usedAt.put(hash, clock.instant());
  }

  private static List<Beginning> beginnings(String model, List<Segment> segments) {
    var beginnings = new ArrayList<Beginning>();
    var hash = model;
    var chars = 0L;
    for (var segment : segments) {
      hash = sha256(hash + '\0' + segment.text());
      chars += segment.text().length();
      beginnings.add(new Beginning(hash, Tokens.of(chars), segment.mark()));
    }
    return beginnings;
  }

  private static String sha256(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
