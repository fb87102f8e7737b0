package dev.parley.adapters.otel;

import dev.parley.analytics.trace.TraceSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A span of ours as the exporter wants it: ids and times are given, so no tracer makes them. */
record FinishedSpan(TraceSpan span, Resource resource) implements SpanData {

  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("parley");

  @Override
  public String getName() {
    return span.name();
  }

  @Override
  public SpanKind getKind() {
    return span.remote() ? SpanKind.CLIENT : SpanKind.INTERNAL;
  }

  @Override
  public SpanContext getSpanContext() {
    return context(span.spanId());
  }

  @Override
  public SpanContext getParentSpanContext() {
    return span.parentId().map(this::context).orElse(SpanContext.getInvalid());
  }

  private SpanContext context(String spanId) {
    return SpanContext.create(
        span.traceId(), spanId, TraceFlags.getSampled(), TraceState.getDefault());
  }

  @Override
  public StatusData getStatus() {
    return span.error().isPresent() ? StatusData.error() : StatusData.unset();
  }

  @Override
  public long getStartEpochNanos() {
    return nanos(span.start());
  }

  @Override
  public long getEndEpochNanos() {
    return nanos(span.end());
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  @Override
  public Attributes getAttributes() {
    var attributes = Attributes.builder();
    span.attributes().forEach((name, value) -> put(attributes, name, value));
    span.error().ifPresent(error -> attributes.put("error.type", error));
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, String name, Object value) {
    switch (value) {
      case Long whole -> attributes.put(name, whole);
      case Double number -> attributes.put(name, number);
      case Boolean truth -> attributes.put(name, truth);
      default -> attributes.put(name, value.toString());
    }
  }

  @Override
  public int getTotalAttributeCount() {
    return span.attributes().size() + (span.error().isPresent() ? 1 : 0);
  }

  @Override
  public List<EventData> getEvents() {
    return List.of();
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  @Override
  public int getTotalRecordedEvents() {
    return 0;
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // the interface still asks for it
  public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create("parley", null);
  }

  @Override
  public Resource getResource() {
    return resource;
  }
}
