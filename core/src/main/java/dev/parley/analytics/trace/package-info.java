/**
 * A run's events as a trace and as measurements, in the names of OpenTelemetry's conventions for
 * generative AI. Start with {@link dev.parley.analytics.trace.RunTrace}. Nothing here sends
 * anything.
 */
@NullMarked
package dev.parley.analytics.trace;

import org.jspecify.annotations.NullMarked;
