/**
 * Stage 4, after {@code requirements}: a valid, acyclic graph of coding tasks. Start with {@link
 * dev.parley.planning.Planner}.
 */
@NullMarked
package dev.parley.planning;

import org.jspecify.annotations.NullMarked;
