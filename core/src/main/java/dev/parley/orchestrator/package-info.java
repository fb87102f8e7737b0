/**
 * Knows the order of the stages, and nothing else does. Start with {@link
 * dev.parley.orchestrator.Tick}, the only writer of a run's decisions.
 */
@NullMarked
package dev.parley.orchestrator;

import org.jspecify.annotations.NullMarked;
