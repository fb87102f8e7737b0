package dev.parley.testkit;

import dev.parley.model.IdSource;
import java.util.concurrent.atomic.AtomicLong;

/** Ids {@code id-1}, {@code id-2} and so on. */
public final class CountingIds implements IdSource {

  private final AtomicLong last = new AtomicLong();

  @Override
  public String next() {
    return "id-" + last.incrementAndGet();
  }
}
