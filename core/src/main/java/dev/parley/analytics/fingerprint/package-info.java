/**
 * Names for failures: equal failures of different runs, worktrees and days have the same one. Start
 * with {@link dev.parley.analytics.fingerprint.Fingerprints}.
 */
@NullMarked
package dev.parley.analytics.fingerprint;

import org.jspecify.annotations.NullMarked;
