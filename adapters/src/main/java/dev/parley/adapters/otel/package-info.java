/** Traces and metrics to an OpenTelemetry collector, by OTLP over HTTP. */
@NullMarked
package dev.parley.adapters.otel;

import org.jspecify.annotations.NullMarked;
