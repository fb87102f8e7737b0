/**
 * The command line and the wiring: reads arguments, builds the object graph by hand, prints
 * results.
 *
 * <p>Start with {@link dev.parley.app.Main}. Nothing imports this package.
 */
@NullMarked
package dev.parley.app;

import org.jspecify.annotations.NullMarked;
