/**
 * The seeded simulator: the real orchestrator over an in-memory store, repository, worktrees and
 * agents, where a process may die at any commit. Start with {@link
 * dev.parley.testkit.sim.SimulatedWorld}.
 */
@NullMarked
package dev.parley.testkit.sim;

import org.jspecify.annotations.NullMarked;
