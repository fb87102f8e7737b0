package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.analytics.trace.TraceParent;
import dev.parley.app.files.Places;
import dev.parley.app.run.StoreAccess;
import dev.parley.model.RunId;
import dev.parley.safety.Ledger;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole runs that tell a real receiver of OTLP over HTTP what they do. */
class TelemetryExportTest extends WholeRuns {

  private static final String SECRET = "Bearer very-secret-collector-key";
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private OtlpReceiver receiver;

  @BeforeEach
  void receive() throws IOException {
    receiver = new OtlpReceiver();
    shell
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url())
        .with("OTEL_EXPORTER_OTLP_HEADERS", "authorization=" + SECRET.replace(" ", "%20"));
  }

  @AfterEach
  void stopReceiving() {
    receiver.close();
  }

  /** Says where it is traced before it writes its file. */
  @Override
  protected ScriptedAnswer codes(ScriptedRequest request) {
    return request.assistantTurns() == 0
        ? ScriptedAnswer.toolCall(
            "run_command",
            Map.of("command", "env > env-" + request.task() + ".txt; echo hush-hush"))
        : request.assistantTurns() == 1
            ? ScriptedAnswer.toolCall(
                "write_file",
                Map.of(
                    "path", request.task() + ".txt", "content", broken.get() ? "broken" : "fine"))
            : ScriptedAnswer.toolCall("finish", Map.of("summary", "Wrote it."));
  }

  @Test
  void aRunIsATreeOfSpansWhoseParentsExist() throws IOException {
    var typed = run(2);

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.err()).doesNotContain("telemetry:");
    var byId =
        receiver.spans.stream().collect(Collectors.toMap(span -> hex(span.getSpanId()), s -> s));
    assertThat(byId).hasSameSizeAs(receiver.spans);
    assertThat(receiver.spans.stream().map(span -> hex(span.getTraceId())).distinct()).hasSize(1);
    var roots = receiver.spans.stream().filter(s -> s.getParentSpanId().isEmpty()).toList();
    assertThat(roots).extracting(Span::getName).containsExactly("invoke_workflow parley");
    assertThat(receiver.spans)
        .filteredOn(span -> !span.getParentSpanId().isEmpty())
        .allSatisfy(span -> assertThat(byId).containsKey(hex(span.getParentSpanId())));
    assertThat(receiver.spans)
        .allSatisfy(span ->
            assertThat(span.getEndTimeUnixNano())
                .isGreaterThanOrEqualTo(span.getStartTimeUnixNano()));
    assertThat(named("invoke_agent builtin"))
        .hasSize(2)
        .allSatisfy(span ->
            assertThat(labels(span))
                .containsEntry("gen_ai.operation.name", "invoke_agent")
                .containsEntry("gen_ai.agent.name", "builtin")
                .containsEntry("gen_ai.provider.name", "anthropic")
                .containsEntry("parley.attempt.outcome", "merged"));
    assertThat(named("parley.code")).hasSize(2);
    assertThat(named("execute_tool write_file"))
        .hasSize(2)
        .allSatisfy(span -> {
          assertThat(labels(span)).containsEntry("gen_ai.tool.name", "write_file");
          var code = parent(span);
          assertThat(code.getName()).isEqualTo("parley.code");
          assertThat(parent(code).getName()).isEqualTo("invoke_agent builtin");
        });
  }

  @Test
  void tokensAndMoneyAreThoseOfTheLedger() throws IOException {
    var run = runOf(run(2));

    var calls = receiver.spans.stream().filter(s -> s.getName().startsWith("chat ")).toList();
    assertThat(calls).isNotEmpty();
    assertThat(calls).allMatch(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT);
    var sent = server.requests().size();
    assertThat(calls).hasSize(sent);
    var spend = spendOf(run);
    var ledger = spend.usage();
    long input = ledger.input() + ledger.cacheRead() + ledger.cacheWrite();
    assertThat(sum(calls, "gen_ai.usage.input_tokens")).isEqualTo(input).isPositive();
    assertThat(sum(calls, "gen_ai.usage.output_tokens")).isEqualTo(ledger.output()).isPositive();
    assertThat(tokens(metric("gen_ai.client.token.usage"), "input")).isEqualTo(input);
    assertThat(tokens(metric("gen_ai.client.token.usage"), "output")).isEqualTo(ledger.output());
    assertThat(total(metric("parley.cost")) * 1e6)
        .isCloseTo((double) spend.settled().micros(), Offset.offset(0.5));
    assertThat(total(metric("parley.tasks"))).isEqualTo(2);
    assertThat(total(metric("parley.attempts"))).isEqualTo(2);
    assertThat(metric("gen_ai.client.operation.duration").getHistogram().getDataPointsList())
        .extracting(point -> point.getCount())
        .satisfies(counts -> assertThat(counts.stream().mapToLong(c -> c).sum()).isEqualTo(sent));
  }

  @Test
  void neitherContentNorKeysLeaveTheMachine() throws IOException {
    var run = runOf(run(1));

    assertThat(receiver.bodies).isNotEmpty();
    assertThat(receiver.bodies)
        .allSatisfy(body ->
            assertThat(body)
                .doesNotContain("hush-hush", "Write 1", "Wrote it.", "test-key", SECRET));
    assertThat(receiver.headers)
        .allSatisfy(headers -> assertThat(headers).containsEntry("Authorization", SECRET));
    for (var metric : receiver.metrics.getLast().values()) {
      assertThat(metric.toString()).doesNotContain(run, "T1");
    }
  }

  @Test
  void contentIsSentIfTheUserWantsIt() throws IOException {
    shell.with("PARLEY_OTEL_CONTENT", "true");

    run(1);

    assertThat(String.join("", receiver.bodies)).contains("hush-hush", "Write 1", "Wrote it.");
  }

  @Test
  void childrenArePartOfTheirAttemptAndSeeNoKey() throws IOException {
    var run = runOf(run(1));

    var seen = user.git("show", "parley/" + run + ":env-T1.txt");
    var attempt = named("invoke_agent builtin").getFirst();
    var expected = new TraceParent(hex(attempt.getTraceId()), hex(attempt.getSpanId()));
    assertThat(seen.lines()).contains("TRACEPARENT=" + expected);
    assertThat(seen).doesNotContain("OTEL_", SECRET, "very-secret");
  }

  @Test
  void aRunIsPartOfWhatStartedIt() throws IOException {
    shell.with("TRACEPARENT", PARENT);

    run(1);

    var root = named("invoke_workflow parley").getFirst();
    assertThat(hex(root.getTraceId())).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(hex(root.getParentSpanId())).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void aResumedRunGoesOnInItsTraceAndSendsNothingTwice() throws IOException {
    var halted = run(2, "--budget-usd", "0.02");
    assertThat(halted.exitCode()).as(halted.err()).isEqualTo(3);

    var resumed = shell.type("resume", runOf(halted), "--budget-usd", "10");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(receiver.spans.stream().map(Span::getTraceId).distinct()).hasSize(1);
    assertThat(receiver.spans.stream().map(Span::getSpanId)).doesNotHaveDuplicates();
    var stretches = named("invoke_workflow parley");
    assertThat(stretches).hasSize(2);
    assertThat(stretches.getLast().getParentSpanId()).isEqualTo(stretches.getFirst().getSpanId());
    assertThat(stretches.getFirst().getStatus().getCode())
        .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void aRunIsNotWorseForACollectorThatIsDown() throws IOException {
    shell.with("OTEL_EXPORTER_OTLP_ENDPOINT", OtlpReceiver.nobody());

    assertThatTheRunGoesWellAndSaysSoOnce();
  }

  @Test
  void norForOneThatFailsOrRefuses() throws IOException {
    for (int status : List.of(500, 429)) {
      receiver.status = status;

      assertThatTheRunGoesWellAndSaysSoOnce();
      assertThat(receiver.requests).hasPositiveValue();
      assertThat(receiver.spans).isEmpty();
    }
  }

  @Test
  void norForOneThatNeverAnswers() throws IOException {
    receiver.silent = true;
    var before = Instant.now();

    assertThatTheRunGoesWellAndSaysSoOnce();

    // Far above what a run takes, far below what it would take to wait for every batch.
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void nothingIsSentUnlessAnEndpointIsNamed() throws IOException {
    shell.without("OTEL_EXPORTER_OTLP_ENDPOINT");

    var run = runOf(run(1));

    assertThat(receiver.requests).hasValue(0);
    assertThat(user.git("show", "parley/" + run + ":env-T1.txt")).doesNotContain("TRACEPARENT");
  }

  private void assertThatTheRunGoesWellAndSaysSoOnce() throws IOException {
    var typed = run(1);

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.err().lines().filter(line -> line.contains("telemetry:")))
        .singleElement()
        .asString()
        .containsPattern("took 0 of \\d+ spans and not all metrics \\(.+\\)")
        .doesNotContain("very-secret");
  }

  private Ledger.Spend spendOf(String run) {
    var environment = shell.environment();
    try (var store = StoreAccess.open(Places.of(environment), environment)) {
      return store.ledger().spendOf(new RunId(run));
    }
  }

  private List<Span> named(String name) {
    return receiver.spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  private Span parent(Span span) {
    return receiver.spans.stream()
        .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
        .findFirst()
        .orElseThrow();
  }

  /** As it was when the run ended. */
  private Metric metric(String name) {
    return Objects.requireNonNull(receiver.metrics.getLast().get(name), name);
  }

  private static Map<String, String> labels(Span span) {
    return OtlpReceiver.labels(span.getAttributesList());
  }

  private static long sum(List<Span> spans, String attribute) {
    ToLongFunction<Span> of = span -> Long.parseLong(labels(span).getOrDefault(attribute, "0"));
    return spans.stream().mapToLong(of).sum();
  }

  private static long tokens(Metric metric, String type) {
    return (long)
        metric.getHistogram().getDataPointsList().stream()
            .filter(point ->
                type.equals(
                    OtlpReceiver.labels(point.getAttributesList()).get("gen_ai.token.type")))
            .mapToDouble(point -> point.getSum())
            .sum();
  }

  private static double total(Metric metric) {
    return metric.getSum().getDataPointsList().stream()
        .mapToDouble(NumberDataPoint::getAsDouble)
        .sum();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
