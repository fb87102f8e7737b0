/**
 * Builds the object graph by hand. Start with {@link dev.parley.app.wiring.PayloadTypes}, the names
 * under which events are kept.
 */
@NullMarked
package dev.parley.app.wiring;

import org.jspecify.annotations.NullMarked;
