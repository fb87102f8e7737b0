package dev.parley.adapters.otel;

import dev.parley.analytics.trace.Measurement;
import dev.parley.analytics.trace.TraceSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans and metrics to a collector, from threads of its own. Nobody waits for it but {@link
 * #close}, and that not for long: what the collector does not take in time is dropped and counted.
 */
public final class OtlpExport {

  private static final int QUEUE_MAX = 16_384;
  private static final int BATCH_MAX = 512;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long IDLE_MS = 500;

  /** On 429, 502, 503 and 504, as the protocol says. */
  private static final RetryPolicy RETRIES =
      RetryPolicy.builder()
          .setMaxAttempts(3)
          .setInitialBackoff(Duration.ofMillis(300))
          .setMaxBackoff(Duration.ofSeconds(1))
          .build();

  /**
   * The exporter would warn of each failure on the user's terminal; we say once what was lost. Kept
   * here, since a logger that nobody holds forgets its level.
   */
  private static final Logger QUIET = Logger.getLogger("io.opentelemetry");

  private final OtlpTarget target;
  private final Resource resource;
  private final OtlpHttpSpanExporter exporter;
  private final OtlpMetrics metrics;
  private final ArrayBlockingQueue<SpanData> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final Thread sender;
  private volatile boolean closing;
  private volatile String failure = "";

  /** Begins; a collector that cannot be reached is found out later, and only counted. */
  public OtlpExport(OtlpTarget target) {
    QUIET.setLevel(Level.OFF);
    this.target = target;
    this.resource =
        Resource.create(
            Attributes.builder()
                .put("service.name", "parley")
                .put("service.version", target.version())
                .put("service.instance.id", UUID.randomUUID().toString())
                .build());
    this.exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(target.of("traces"))
            .setHeaders(target::headers)
            .setRetryPolicy(RETRIES)
            .setTimeout(TIMEOUT)
            .setConnectTimeout(TIMEOUT)
            .build();
    this.metrics = new OtlpMetrics(target, resource, RETRIES, TIMEOUT);
    this.sender = Thread.ofVirtual().name("otlp").start(this::send);
  }

  /** Hands spans over; returns at once. */
  public void spans(Collection<TraceSpan> spans) {
    for (var span : spans) {
      offered.incrementAndGet();
      if (!queue.offer(new FinishedSpan(span, resource))) {
        failure = "too many at once";
      }
    }
  }

  /** Counts measurements; returns at once. */
  public void measure(Collection<Measurement> measurements) {
    measurements.forEach(metrics::add);
  }

  private void send() {
    try {
      while (!closing || !queue.isEmpty()) {
        SpanData first = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          var batch = new ArrayList<SpanData>(List.of(first));
          queue.drainTo(batch, BATCH_MAX - 1);
          settle(batch.size(), exporter.export(batch).join(1, TimeUnit.MINUTES));
        }
      }
    } catch (InterruptedException e) {
      // close() has waited long enough; what is left counts as lost.
    }
  }

  private void settle(int spans, CompletableResultCode sent) {
    if (sent.isSuccess()) {
      delivered.addAndGet(spans);
    } else {
      failure = words(sent.getFailureThrowable());
    }
  }

  /** The kind of failure alone: a message may quote what was sent or answered. */
  private static String words(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "no answer";
    }
    var cause = thrown.getCause();
    return (cause == null ? thrown : cause).getClass().getSimpleName();
  }

  /** Sends what is left, within the target's time, and ends. */
  public Delivery close() {
    long deadline = System.nanoTime() + target.flush().toNanos();
    closing = true;
    boolean counted = metrics.close(target.flush());
    try {
      long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
      if (!sender.join(Duration.ofMillis(left)) && failure.isEmpty()) {
        failure = "no answer in time";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.interrupt();
    // Waits for requests that are under way, for which we have waited long enough.
    Thread.ofVirtual().name("otlp-close").start(exporter::shutdown);
    return new Delivery(target.shown(), offered.get(), delivered.get(), counted, failure);
  }
}
