/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.analytics;

import org.jspecify.annotations.NullMarked;
