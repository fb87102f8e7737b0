/**
 * Files through {@code java.nio}: the worktree as the built-in agent sees it. Start with {@link
 * dev.parley.adapters.nio.NioWorktreeFiles}.
 */
@NullMarked
package dev.parley.adapters.nio;

import org.jspecify.annotations.NullMarked;
