/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.event;

import org.jspecify.annotations.NullMarked;
