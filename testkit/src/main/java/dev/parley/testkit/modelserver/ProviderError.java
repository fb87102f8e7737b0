package dev.parley.testkit.modelserver;

import org.jspecify.annotations.Nullable;

/**
 * An error as a provider reports it.
 *
 * @param status HTTP status
 * @param type the provider's own word for the kind of error
 * @param param OpenAI only: the field at fault; null if none is
 * @param code OpenAI only: a finer word than the type; null if there is none
 */
record ProviderError(
    int status, String type, String message, @Nullable String param, @Nullable String code) {

  ProviderError(int status, String type, String message) {
    this(status, type, message, null, null);
  }
}
