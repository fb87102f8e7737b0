/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.meeting;

import org.jspecify.annotations.NullMarked;
