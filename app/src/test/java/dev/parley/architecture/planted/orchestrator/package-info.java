/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.orchestrator;

import org.jspecify.annotations.NullMarked;
