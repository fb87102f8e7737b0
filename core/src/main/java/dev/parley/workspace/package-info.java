/**
 * Stage 7: isolated worktrees of Parley's own clone, pooled and proved clean before each use. Start
 * with {@link dev.parley.workspace.Workspaces}.
 */
@NullMarked
package dev.parley.workspace;

import org.jspecify.annotations.NullMarked;
