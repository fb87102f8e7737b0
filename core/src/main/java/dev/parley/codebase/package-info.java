/**
 * Stage 2, beside {@code meeting}: what is in the repository at a commit. Start with {@link
 * dev.parley.codebase.CodebaseProfiler}.
 */
@NullMarked
package dev.parley.codebase;

import org.jspecify.annotations.NullMarked;
