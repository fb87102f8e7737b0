/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.agent;

import org.jspecify.annotations.NullMarked;
