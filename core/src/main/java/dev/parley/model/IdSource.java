package dev.parley.model;

/** Where new ids come from: time-ordered in production, a counter in tests. Thread-safe. */
@FunctionalInterface
public interface IdSource {

  /** A new id of {@code [a-z0-9-]}, unique on this store, at most 40 long. */
  String next();
}
