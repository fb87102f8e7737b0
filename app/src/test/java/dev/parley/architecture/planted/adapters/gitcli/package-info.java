/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.adapters.gitcli;

import org.jspecify.annotations.NullMarked;
