/**
 * Stage 8: has an agent carry out a task in a worktree. Start with {@link
 * dev.parley.agent.CodingAgent}; Parley's own is in {@code agent.loop}.
 */
@NullMarked
package dev.parley.agent;

import org.jspecify.annotations.NullMarked;
