package dev.parley.testkit.modelserver;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a provider would object to in a request, and keeps the first, which is the one a
 * provider reports. The rules that feed it must not depend on earlier ones having passed.
 */
final class Objections {

  private @Nullable ProviderError first;

  void add(ProviderError error) {
    if (first == null) {
      first = error;
    }
  }

  Optional<ProviderError> first() {
    return Optional.ofNullable(first);
  }
}
