package dev.parley.agent.loop;

import dev.parley.process.Command;
import dev.parley.workspace.Workspace;
import java.time.Duration;

/**
 * Makes a command of a line the model wrote: confined to the worktree, without secrets in its
 * environment. {@code WorktreeCommands::shell} is one.
 */
@FunctionalInterface
public interface ShellCommands {

  Command command(String line, Workspace workspace, Duration timeout);
}
