/** Planted violations. */
@NullMarked
package dev.parley.architecture.planted.agent.loop;

import org.jspecify.annotations.NullMarked;
