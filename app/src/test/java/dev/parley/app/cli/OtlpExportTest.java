package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.otel.Delivery;
import dev.parley.adapters.otel.OtlpExport;
import dev.parley.adapters.otel.OtlpTarget;
import dev.parley.analytics.trace.Measurement;
import dev.parley.analytics.trace.TraceSpan;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exporter alone, against a real receiver in good and bad days. */
class OtlpExportTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Instant NOW = Instant.parse("2026-08-01T10:00:00.123456789Z");

  private OtlpReceiver receiver;

  @BeforeEach
  void receive() throws IOException {
    receiver = new OtlpReceiver();
  }

  @AfterEach
  void stopReceiving() {
    receiver.close();
  }

  @Test
  void idsTimesAndAttributesArriveAsTheyAre() {
    var delivery = send(1, Duration.ofMinutes(1));

    assertThat(delivery.complete()).as(delivery.inWords()).isTrue();
    assertThat(receiver.spans)
        .singleElement()
        .satisfies(span -> {
          assertThat(span.getStartTimeUnixNano()).isEqualTo(1_785_578_400_123_456_789L);
          assertThat(OtlpReceiver.labels(span.getAttributesList()))
              .containsEntry("text", "t")
              .containsEntry("whole", "7")
              .containsEntry("number", "0.5")
              .containsEntry("error.type", "timeout");
        });
  }

  @Test
  void thousandsArriveOnceEach() {
    var delivery = send(5_000, Duration.ofMinutes(1));

    assertThat(delivery.complete()).as(delivery.inWords()).isTrue();
    var ids = new HashSet<>(receiver.spans.stream().map(span -> span.getSpanId()).toList());
    assertThat(ids).hasSize(5_000);
    assertThat(receiver.spans).hasSize(5_000);
  }

  @Test
  void aRefusalForNowIsTriedAgain() {
    receiver.refusals.set(2);

    var delivery = send(3, Duration.ofMinutes(1));

    assertThat(delivery.complete()).as(delivery.inWords()).isTrue();
    assertThat(receiver.spans).hasSize(3);
  }

  @Test
  void whatThereIsNoRoomForIsCountedAndNobodyWaits() {
    receiver.silent = true;

    var delivery = send(50_000, Duration.ofMillis(200));

    assertThat(delivery.spans()).isEqualTo(50_000);
    assertThat(delivery.delivered()).isZero();
    assertThat(delivery.metrics()).isFalse();
    assertThat(delivery.inWords()).contains("took 0 of 50000 spans", "localhost:");
  }

  @Test
  void noMessageShowsWhatAnAddressOrAHeaderHolds() {
    var target =
        new OtlpTarget(
            URI.create("http://user:pass@localhost:1/secret"),
            Map.of("key", "secret"),
            "1",
            Duration.ofMillis(200));

    var delivery = send(target, 1);

    assertThat(target.toString() + delivery.inWords()).doesNotContain("secret", "pass");
    assertThat(delivery.complete()).isFalse();
  }

  private Delivery send(int spans, Duration flush) {
    return send(new OtlpTarget(URI.create(receiver.url() + "/"), Map.of(), "1", flush), spans);
  }

  private static Delivery send(OtlpTarget target, int spans) {
    var export = new OtlpExport(target);
    export.measure(List.of(new Measurement(Measurement.Instrument.COST, 1, Map.of())));
    export.spans(IntStream.rangeClosed(1, spans).mapToObj(OtlpExportTest::span).toList());
    return export.close();
  }

  private static TraceSpan span(int number) {
    return new TraceSpan(
        TRACE,
        "%016x".formatted(number),
        Optional.empty(),
        "chat m",
        true,
        NOW,
        NOW.plusSeconds(1),
        Map.of("text", "t", "whole", 7L, "number", 0.5),
        Optional.of("timeout"));
  }
}
