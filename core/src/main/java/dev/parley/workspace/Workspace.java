package dev.parley.workspace;

import java.nio.file.Path;

/**
 * A leased worktree.
 *
 * @param root its top folder; nothing outside belongs to it
 * @param base the commit it was checked out at
 */
public record Workspace(String lease, Path root, String base) {}
