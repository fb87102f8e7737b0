/**
 * Git by its command line: Parley's bare clones of user repositories, and pooled worktrees of them.
 * Start with {@link dev.parley.adapters.gitcli.GitRepositories}.
 *
 * <p>A user's repository is only read, by fetching from it; the one exception is the compare and
 * swap of a {@code parley/} branch. No hook, filter or other program named by a repository runs.
 */
@NullMarked
package dev.parley.adapters.gitcli;

import org.jspecify.annotations.NullMarked;
