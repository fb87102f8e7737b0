/**
 * The durable job queue on db-scheduler: competing workers, heartbeats and revival come from the
 * library. Start with {@link dev.parley.adapters.dbscheduler.DbSchedulerEngine}.
 */
@NullMarked
package dev.parley.adapters.dbscheduler;

import org.jspecify.annotations.NullMarked;
