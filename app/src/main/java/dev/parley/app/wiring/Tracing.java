package dev.parley.app.wiring;

import dev.parley.adapters.otel.OtlpTarget;

/**
 * That a process tells a collector what its runs do.
 *
 * @param content whether titles, summaries, and what tools got and gave may leave the machine
 */
public record Tracing(OtlpTarget target, boolean content) {}
