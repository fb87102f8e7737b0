/**
 * Stage 11: brings approved changes onto the run's branch, one at a time, each gated again on what
 * it really becomes. Start with {@link dev.parley.integration.Integrator}.
 */
@NullMarked
package dev.parley.integration;

import org.jspecify.annotations.NullMarked;
