/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.app;

import org.jspecify.annotations.NullMarked;
