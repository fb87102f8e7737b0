/**
 * Stage 12, behind all others: what the events add up to. Nothing else in core reads it. Start with
 * {@link dev.parley.analytics.RunReport}.
 */
@NullMarked
package dev.parley.analytics;

import org.jspecify.annotations.NullMarked;
