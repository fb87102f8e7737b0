/**
 * Keeps calls below the providers' own rate limits, so that they are seldom refused: a shadow of
 * each of a provider's token buckets, and where a provider says nothing of its limits, a number of
 * calls at a time that grows with success and shrinks with refusals.
 *
 * <p>Start with {@link dev.parley.safety.pacing.PacedModelClient}.
 */
@NullMarked
package dev.parley.safety.pacing;

import org.jspecify.annotations.NullMarked;
