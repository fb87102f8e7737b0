package dev.parley.llm;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An answer that was given once and read without complaint.
 *
 * @param json the object that was read
 * @param usage of the call, as far as it was reported
 * @param cost of the call
 * @param attempt the only one it may serve again; empty if it may serve any
 * @param lines what the request's line numbers were, in order
 * @param passing what its passing pieces were, in order
 */
record KeptAnswer(
    String json,
    Optional<TokenUsage> usage,
    Money cost,
    Optional<Integer> attempt,
    List<Integer> lines,
    List<String> passing) {

  private static final int MAX_FIELDS = 100_000;

  KeptAnswer {
    lines = List.copyOf(lines);
    passing = List.copyOf(passing);
  }

  /**
   * As it is kept under a key, with a checksum over both: what was damaged, or was kept under
   * another key, is no answer.
   */
  String encoded(String key) {
    var fields = new ArrayList<String>();
    fields.add(json);
    fields.add(
        usage
            .map(u -> "%d %d %d %d".formatted(u.input(), u.output(), u.cacheWrite(), u.cacheRead()))
            .orElse(""));
    fields.add(Long.toString(cost.micros()));
    fields.add(attempt.map(Object::toString).orElse(""));
    fields.add(String.join(" ", lines.stream().map(Object::toString).toList()));
    fields.addAll(passing);
    var content = new StringBuilder();
    fields.forEach(field -> content.append(field.length()).append(':').append(field));
    return checksum(key, content.toString()) + content;
  }

  /** Empty if it is damaged in any way. */
  static Optional<KeptAnswer> decoded(String key, String kept) {
    int length = checksum("", "").length();
    if (kept.length() < length
        || !checksum(key, kept.substring(length)).equals(kept.substring(0, length))) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(fields(kept.substring(length))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      // Of another version of this program: its checksum is right and its form is not.
      return Optional.empty();
    }
  }

  private static KeptAnswer of(List<String> fields) {
    List<Long> usage = numbers(fields.get(1));
    return new KeptAnswer(
        fields.get(0),
        usage.isEmpty()
            ? Optional.empty()
            : Optional.of(new TokenUsage(usage.get(0), usage.get(1), usage.get(2), usage.get(3))),
        new Money(Long.parseLong(fields.get(2))),
        numbers(fields.get(3)).stream().map(Math::toIntExact).findFirst(),
        numbers(fields.get(4)).stream().map(Math::toIntExact).toList(),
        fields.subList(5, fields.size()));
  }

  private static List<Long> numbers(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(" ", -1)).stream().map(Long::parseLong).toList();
  }

  private static List<String> fields(String content) {
    var fields = new ArrayList<String>();
    int at = 0;
    while (at < content.length() && fields.size() < MAX_FIELDS) {
      int colon = content.indexOf(':', at);
      int end = colon + 1 + Integer.parseInt(content.substring(at, colon));
      fields.add(content.substring(colon + 1, end));
      at = end;
    }
    return fields;
  }

  private static String checksum(String key, String content) {
    MessageDigest digest = sha256();
    PromptText.feed(digest, key);
    PromptText.feed(digest, content);
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
