package dev.parley.adapters.otel;

import dev.parley.analytics.trace.Measurement;
import dev.parley.analytics.trace.Measurement.Instrument;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Adds measurements up and sends the sums now and then. */
final class OtlpMetrics {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Adds one value up. */
  private interface Recorder {
    void record(double value, Attributes labels);
  }

  private final SdkMeterProvider provider;
  private final Map<Instrument, Recorder> recorders = new EnumMap<>(Instrument.class);
  private final Watched exporter;

  OtlpMetrics(OtlpTarget target, Resource resource, RetryPolicy retries, Duration timeout) {
    this.exporter =
        new Watched(
            OtlpHttpMetricExporter.builder()
                .setEndpoint(target.of("metrics"))
                .setHeaders(target::headers)
                .setRetryPolicy(retries)
                .setTimeout(timeout)
                .setConnectTimeout(timeout)
                .build());
    this.provider =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(
                PeriodicMetricReader.builder(exporter).setInterval(INTERVAL).build())
            .build();
    var meter = provider.get("parley");
    for (var instrument : Instrument.values()) {
      recorders.put(instrument, recorder(meter, instrument));
    }
  }

  private static Recorder recorder(Meter meter, Instrument instrument) {
    if (instrument.buckets().isEmpty()) {
      var counter =
          meter
              .counterBuilder(instrument.wireName())
              .setUnit(instrument.unit())
              .setDescription(instrument.description())
              .ofDoubles()
              .build();
      return counter::add;
    }
    var histogram =
        meter
            .histogramBuilder(instrument.wireName())
            .setUnit(instrument.unit())
            .setDescription(instrument.description())
            .setExplicitBucketBoundariesAdvice(instrument.buckets())
            .build();
    return histogram::record;
  }

  void add(Measurement measurement) {
    var labels = Attributes.builder();
    measurement.labels().forEach(labels::put);
    var recorder = recorders.get(measurement.instrument());
    if (recorder != null) {
      recorder.record(measurement.value(), labels.build());
    }
  }

  /** Sends all of it once more, for so long at most; false if the collector did not take it. */
  boolean close(Duration within) {
    var sent = provider.forceFlush().join(within.toMillis(), TimeUnit.MILLISECONDS);
    boolean all = sent.isSuccess() && exporter.took;
    // Waits for requests that are under way, for which we have waited long enough.
    Thread.ofVirtual().name("otlp-metrics-close").start(provider::shutdown);
    return all;
  }

  /** Remembers whether the collector took the last of it. */
  private static final class Watched implements MetricExporter {
    private final MetricExporter sends;
    private volatile boolean took = true;

    Watched(MetricExporter sends) {
      this.sends = sends;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      var sent = sends.export(metrics);
      took = false;
      return sent.whenComplete(() -> took = sent.isSuccess());
    }

    @Override
    public CompletableResultCode flush() {
      return sends.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return sends.shutdown();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return sends.getAggregationTemporality(type);
    }
  }
}
