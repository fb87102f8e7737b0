package dev.parley.event;

import java.time.Instant;

/**
 * One fact in the log.
 *
 * @param version place in its stream, from 1 without gaps
 * @param position place in the whole store, increasing, not necessarily without gaps
 */
public record Event(StreamId stream, long version, long position, Instant time, Payload payload) {}
