package dev.parley.agent.loop;

import dev.parley.llm.JsonCodec;
import dev.parley.process.ProcessRunner;
import dev.parley.workspace.Workspace;
import java.util.function.Function;

/**
 * What the built-in agent's tools work with.
 *
 * @param files gives the files of a worktree
 * @param json reads tool arguments
 */
public record Workbench(
    Function<Workspace, WorktreeFiles> files,
    ProcessRunner processes,
    ShellCommands shell,
    JsonCodec json) {}
