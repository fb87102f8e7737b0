/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.model;

import org.jspecify.annotations.NullMarked;
