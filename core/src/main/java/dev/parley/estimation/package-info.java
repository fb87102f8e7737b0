/**
 * Stage 4b, after {@code planning}: how long a task will take, in how many attempts and for how
 * much, learnt from finished tasks. Start with {@link dev.parley.estimation.Estimator}. Pure: it
 * reads no clock, store or file.
 */
@NullMarked
package dev.parley.estimation;

import org.jspecify.annotations.NullMarked;
