/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.review;

import org.jspecify.annotations.NullMarked;
