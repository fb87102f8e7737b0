/**
 * Parley's own coding agent: a tool loop on any model. Start with {@link
 * dev.parley.agent.loop.BuiltinAgent}; it reaches files only through {@link
 * dev.parley.agent.loop.WorktreeFiles} and commands only through {@link
 * dev.parley.agent.loop.Workbench}. Imports {@code llm}, {@code process}, {@code workspace} and
 * what {@link dev.parley.agent.AgentTask} is made of.
 */
@NullMarked
package dev.parley.agent.loop;

import org.jspecify.annotations.NullMarked;
