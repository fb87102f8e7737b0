/**
 * How much of a change its tests ran. Start with {@link
 * dev.parley.verification.coverage.ChangeCoverage}.
 */
@NullMarked
package dev.parley.verification.coverage;

import org.jspecify.annotations.NullMarked;
