/**
 * Stage 5, between {@code planning} and {@code attempt}: chooses which ready tasks start now. Start
 * with {@link dev.parley.scheduling.Scheduler}. It is a pure function of a snapshot: this package
 * reads no clock, store or configuration.
 */
@NullMarked
package dev.parley.scheduling;

import org.jspecify.annotations.NullMarked;
