/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.planning;

import org.jspecify.annotations.NullMarked;
