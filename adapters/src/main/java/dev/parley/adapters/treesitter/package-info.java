/**
 * Reads source text with tree-sitter. Start with {@link
 * dev.parley.adapters.treesitter.TreeSitterReader}; each language has one lowering.
 */
@NullMarked
package dev.parley.adapters.treesitter;

import org.jspecify.annotations.NullMarked;
