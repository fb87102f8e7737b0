/**
 * What to do about what the figures show, once chance is ruled out. Start with {@link
 * dev.parley.analytics.insight.Insights}. Pure; what was measured of it is in {@code
 * docs/analytics.md}.
 */
@NullMarked
package dev.parley.analytics.insight;

import org.jspecify.annotations.NullMarked;
