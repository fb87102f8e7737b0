/** Port to git: reading trees, merging, committing by plumbing. No worktree, no index, no hooks. */
@NullMarked
package dev.parley.git;

import org.jspecify.annotations.NullMarked;
