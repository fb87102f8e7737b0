package dev.parley.scheduling;

import dev.parley.model.TaskId;

/**
 * A task that could start.
 *
 * @param sinceSeconds when its last dependency was done, in seconds since the run began
 */
public record Ready(TaskId id, double sinceSeconds) {}
