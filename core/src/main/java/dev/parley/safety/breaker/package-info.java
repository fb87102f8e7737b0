/**
 * Keeps calls from a model that fails, one circuit breaker for each, until it answers again.
 *
 * <p>Start with {@link dev.parley.safety.breaker.BreakingModelClient}.
 */
@NullMarked
package dev.parley.safety.breaker;

import org.jspecify.annotations.NullMarked;
