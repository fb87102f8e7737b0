/**
 * Stage 6: one try at one task as a state machine, its outcomes, and what follows each. Start with
 * {@link dev.parley.attempt.AttemptState}.
 */
@NullMarked
package dev.parley.attempt;

import org.jspecify.annotations.NullMarked;
