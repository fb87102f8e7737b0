package dev.parley.event;

/**
 * What an event says. Each stage owns one sealed family of records; fields are only ever added,
 * because old logs must replay for ever.
 */
public interface Payload {}
