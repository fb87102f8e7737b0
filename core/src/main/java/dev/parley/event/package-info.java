/**
 * The durable log of everything that happened. The log is the truth: what a stage needs to know it
 * folds from events. Start with {@link dev.parley.event.EventLog}.
 */
@NullMarked
package dev.parley.event;

import org.jspecify.annotations.NullMarked;
