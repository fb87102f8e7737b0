package dev.parley.llm;

import java.util.Locale;

/** What a model call is for. Sent with each request; {@code docs/model-calls.md} describes each. */
public enum Role {
  REQUIREMENTS,
  PLANNING,
  CODING,
  REVIEW;

  /** As sent in {@code X-Parley-Role}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
