package dev.parley.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.AgentPayload.Coded;
import dev.parley.agent.AgentPayload.ToolUsed;
import dev.parley.analytics.trace.LabelBounds;
import dev.parley.analytics.trace.Measurement;
import dev.parley.analytics.trace.Measurement.Instrument;
import dev.parley.analytics.trace.RunTrace;
import dev.parley.analytics.trace.TraceIds;
import dev.parley.analytics.trace.TraceSpan;
import dev.parley.attempt.AttemptPayload;
import dev.parley.attempt.Outcome;
import dev.parley.event.Event;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Role;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.Money;
import dev.parley.model.Problem;
import dev.parley.model.TokenUsage;
import dev.parley.orchestrator.DraftPayload.DraftFailed;
import dev.parley.orchestrator.DraftPayload.DraftPicked;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunPayload;
import dev.parley.planning.TaskType;
import dev.parley.safety.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunTraceTest {

  private static final AttemptId T1 = RunLog.attempt("T1", 1);
  private static final Problem BROKE = new Problem(Code.LIMIT_REACHED, "secret words", "none");
  private static final TraceIds IDS = new TraceIds(RunLog.RUN, Optional.empty());

  private final RunLog log = new RunLog();

  @Test
  void theSameEventsGiveTheSameTraceToWhoeverFoldsThem() {
    var events = merged().events();

    assertThat(spans(events, false)).isEqualTo(spans(events, false)).isNotEmpty();
    assertThat(spans(events, false)).extracting(TraceSpan::spanId).doesNotHaveDuplicates();
  }

  @Test
  void aProcessThatGoesOnEndsWhatAnotherBegan() {
    var events = merged().events();
    var whole = spans(events, false);
    for (int cut = 0; cut <= events.size(); cut++) {
      var first = new RunTrace(false);
      var second = new RunTrace(false);
      var told = new ArrayList<TraceSpan>();
      for (var event : events.subList(0, cut)) {
        told.addAll(first.on(event).spans());
        var _ = second.on(event);
      }
      for (var event : events.subList(cut, events.size())) {
        told.addAll(second.on(event).spans());
      }
      assertThat(told).isEqualTo(whole);
    }
  }

  @Test
  void eachStageTakesAsLongAsItTookAndStandsUnderItsAttempt() {
    var byName = byName(spans(merged().events(), false));

    assertThat(byName).containsKeys("parley.prepare", "parley.code", "parley.integrate");
    assertThat(took(byName.get("parley.code"))).isEqualTo(Duration.ofSeconds(30));
    assertThat(took(byName.get("parley.verify"))).isEqualTo(Duration.ofSeconds(20));
    assertThat(byName.get("parley.code"))
        .extracting(TraceSpan::parentId)
        .isEqualTo(Optional.of(IDS.attempt(T1)));
    assertThat(byName.get("invoke_agent builtin"))
        .extracting(TraceSpan::parentId)
        .isEqualTo(Optional.of(IDS.stretch(1)));
  }

  @Test
  void aCallBelongsToTheStageInWhichItWasMadeHoweverLateItIsTold() {
    merged().telemetry(call(Role.CODING, "answered")).telemetry(call(Role.REVIEW, "timeout"));

    var calls =
        spans(log.events(), false).stream().filter(s -> s.name().startsWith("chat ")).toList();

    assertThat(calls)
        .extracting(TraceSpan::parentId)
        .contains(Optional.of(IDS.stage(T1, Stage.CODE)))
        .hasSize(2);
    assertThat(calls).extracting(TraceSpan::error).contains(Optional.of("timeout"));
    assertThat(calls.getFirst().attributes())
        .containsEntry("gen_ai.usage.input_tokens", 1_110L)
        .containsEntry("gen_ai.usage.cache_read.input_tokens", 1_000L)
        .containsEntry("gen_ai.provider.name", "anthropic");
  }

  @Test
  void aWorkerThatTakesOverDoesNotBeginAnew() {
    log.begin(Map.of(), RunLog.task("T1", TaskType.TESTING, List.of()))
        .run(new RunPayload.AttemptStarted(T1, List.of()))
        .in(T1, new AttemptPayload.Picked(1, "a"))
        .wait(5)
        .in(T1, new AttemptPayload.Picked(2, "b"))
        .wait(5)
        .in(T1, new AttemptPayload.CodingStarted());

    assertThat(spans(log.events(), false))
        .singleElement()
        .satisfies(span -> assertThat(took(span)).isEqualTo(Duration.ofSeconds(10)));
  }

  @Test
  void aHaltEndsTheRunsSpanAndAResumeBeginsAnotherUnderIt() {
    log.begin(Map.of(), RunLog.task("T1", TaskType.TESTING, List.of()))
        .wait(1)
        .run(new RunPayload.RunHalted(BROKE, false))
        .wait(1)
        .run(new RunPayload.RunResumed("user", Limits.STANDARD))
        .wait(1)
        .run(new RunPayload.RunEnded(RunOutcome.COMPLETED));

    var spans = spans(log.events(), false);

    assertThat(spans).extracting(TraceSpan::spanId).containsExactly(IDS.stretch(1), IDS.stretch(2));
    assertThat(spans)
        .extracting(TraceSpan::parentId)
        .containsExactly(Optional.empty(), Optional.of(IDS.stretch(1)));
    assertThat(spans)
        .extracting(TraceSpan::error)
        .containsExactly(Optional.of("limit_reached"), Optional.empty());
    assertThat(spans.toString()).doesNotContain("secret words");
  }

  @Test
  void theDaysAPlanWaitsForApprovalAreInNoSpan() {
    log.run(new RunPayload.RunStarted(RunLog.request()))
        .wait(1)
        .run(new RunPayload.ApprovalRequested(Optional.empty(), "why", List.of()))
        .wait(100_000)
        .run(new RunPayload.ApprovalDecided(Optional.empty(), true, Optional.empty(), "me"))
        .wait(1)
        .run(new RunPayload.RunEnded(RunOutcome.COMPLETED));

    var spans = spans(log.events(), false);

    assertThat(spans)
        .extracting(span -> Duration.between(span.start(), span.end()))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  void aDraftThatFailsAndIsMadeAgainHasTwoSpans() {
    log.run(new RunPayload.RunStarted(RunLog.request()))
        .draft(new DraftPicked(1, "a"))
        .wait(1)
        .draft(new DraftFailed(BROKE))
        .draft(new DraftPicked(2, "a"))
        .wait(1)
        .draft(new DraftFailed(BROKE));

    assertThat(spans(log.events(), false))
        .extracting(TraceSpan::spanId)
        .containsExactly(IDS.draft("profile", 1), IDS.draft("profile", 2));
  }

  @Test
  void contentIsLeftOutUnlessItIsWanted() {
    merged().telemetry(new ToolUsed(T1, "read_file", "read_file secret", "secret", false, 5));

    assertThat(spans(log.events(), false).toString()).doesNotContain("secret", "Do T1", "my words");
    assertThat(spans(log.events(), true).toString()).contains("secret", "Do T1", "my words");
  }

  @Test
  void toolsThatAModelMadeUpAreNoLabels() {
    merged();
    for (int i = 0; i < 2 * LabelBounds.VALUES_MAX; i++) {
      log.telemetry(new ToolUsed(T1, "tool_" + i, "", "", true, 5));
    }
    log.telemetry(new ToolUsed(T1, "rm -rf \"/\"\n", "", "", true, 5));

    var tools =
        measurements(log.events()).stream()
            .filter(m -> m.instrument() == Instrument.TOOL_TIME)
            .map(m -> String.valueOf(m.labels().get("gen_ai.tool.name")))
            .collect(Collectors.toSet());

    assertThat(tools).hasSize(LabelBounds.VALUES_MAX + 1).contains(LabelBounds.OTHER);
    assertThat(spans(log.events(), false))
        .extracting(TraceSpan::name)
        .contains("execute_tool other")
        .noneMatch(name -> name.contains("rm"));
  }

  @Test
  void noLabelNamesARunOrATask() {
    var all = measurements(merged().events());

    assertThat(all).extracting(Measurement::instrument).contains(Instrument.TASKS);
    assertThat(all).allSatisfy(one -> assertThat(one.labels().values()).doesNotContain("r1", "T1"));
  }

  private RunLog merged() {
    return log.begin(Map.of(), RunLog.task("T1", TaskType.TESTING, List.of()))
        .run(new RunPayload.AttemptStarted(T1, List.of()))
        .in(T1, new AttemptPayload.Picked(1, "a"))
        .wait(10)
        .in(T1, new AttemptPayload.CodingStarted())
        .wait(30)
        .in(T1, new Coded("b", "t", "c", "my words", 1), new AttemptPayload.VerifyingStarted())
        .wait(20)
        .in(T1, new AttemptPayload.ReviewingStarted())
        .wait(5)
        .in(T1, new AttemptPayload.Approved("b", "t", "p"))
        .wait(60)
        .in(T1, new AttemptPayload.Picked(2, "a"), new AttemptPayload.IntegrationStarted())
        .wait(1)
        .in(T1, new AttemptPayload.Ended(new Outcome.Merged("c0ffee")))
        .run(new RunPayload.RunEnded(RunOutcome.COMPLETED));
  }

  private static ModelCalled call(Role role, String outcome) {
    return new ModelCalled(
        role,
        RunLog.MODEL,
        Optional.of(T1),
        Optional.of(new TokenUsage(10, 20, 100, 1_000)),
        new Money(5),
        1_000,
        outcome);
  }

  private static List<TraceSpan> spans(List<Event> events, boolean content) {
    var trace = new RunTrace(content);
    return events.stream().flatMap(event -> trace.on(event).spans().stream()).toList();
  }

  private static List<Measurement> measurements(List<Event> events) {
    var trace = new RunTrace(false);
    return events.stream().flatMap(event -> trace.on(event).measurements().stream()).toList();
  }

  private static Map<String, TraceSpan> byName(List<TraceSpan> spans) {
    return spans.stream().collect(Collectors.toMap(TraceSpan::name, span -> span));
  }

  private static Duration took(@org.jspecify.annotations.Nullable TraceSpan span) {
    assertThat(span).isNotNull();
    return Duration.between(span.start(), span.end());
  }
}
