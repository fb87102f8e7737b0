package dev.parley.analytics.trace;

import dev.parley.agent.AgentPayload.Coded;
import dev.parley.agent.AgentPayload.ToolUsed;
import dev.parley.analytics.OutcomeNames;
import dev.parley.analytics.trace.Measurement.Instrument;
import dev.parley.attempt.AttemptPayload;
import dev.parley.attempt.Outcome;
import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.event.Event;
import dev.parley.llm.LlmPayload.CacheHit;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Role;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.DraftPayload.DraftFailed;
import dev.parley.orchestrator.DraftPayload.DraftPicked;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunPayload;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one run, one by one, into what is over: spans and measurements. The same
 * events give the same, whoever folds them and when. Not thread-safe.
 *
 * <pre>
 * invoke_workflow parley          from start or resume to halt or end
 *   parley.profile, parley.requirements, plan
 *     chat MODEL
 *   invoke_agent AGENT            an attempt
 *     parley.prepare ... parley.integrate
 *       chat MODEL, execute_tool TOOL
 * </pre>
 */
public final class RunTrace {

  private final boolean content;
  private final LabelBounds labels = new LabelBounds();
  private final Map<AttemptId, AttemptTrace> attempts = new HashMap<>();
  private final Map<TaskId, String> titles = new HashMap<>();
  private @Nullable TraceIds ids;
  private String agent = "";
  private @Nullable ModelName coding;
  private int stretch;
  private @Nullable Instant stretchSince;
  private @Nullable DraftTrace draft;
  private List<TraceSpan> spans = new ArrayList<>();
  private List<Measurement> measurements = new ArrayList<>();

  /** What an event brought to its end. */
  public record Ended(List<TraceSpan> spans, List<Measurement> measurements) {
    public Ended {
      spans = List.copyOf(spans);
      measurements = List.copyOf(measurements);
    }
  }

  /**
   * @param content whether titles, summaries, and what tools got and gave are part of spans
   */
  public RunTrace(boolean content) {
    this.content = content;
  }

  /** Takes in the run's next event; those before its start are passed over. */
  public Ended on(Event event) {
    if (event.payload() instanceof RunPayload.RunStarted started) {
      var own = TraceIds.of(event.stream().run(), started);
      ids = own;
      draft = new DraftTrace(own);
      agent = started.request().agent();
      coding = started.request().models().coding();
      begin(event.time());
    } else if (ids != null && draft != null) {
      apply(event, ids, draft);
    }
    var ended = new Ended(spans, measurements);
    spans = new ArrayList<>();
    measurements = new ArrayList<>();
    return ended;
  }

  private void apply(Event event, TraceIds of, DraftTrace drafting) {
    var now = event.time();
    switch (event.payload()) {
      case RunPayload run -> decided(run, event, of);
      case AttemptPayload moved ->
          event.stream().attempt().ifPresent(id -> moved(id, moved, event));
      case ModelCalled call -> called(call, event, of, drafting);
      case ToolUsed used -> used(used, event, of);
      case CacheHit hit -> count(Instrument.CACHE_HITS, 1, role(hit.role(), hit.model()));
      case Coded coded when content ->
          event.stream()
              .attempt()
              .map(attempts::get)
              .ifPresent(attempt -> attempt.summary(coded.summary()));
      case DraftPicked _ -> drafting.picked(now);
      case CodebaseProfiled _ -> drafting.finished(DraftTrace.PROFILE, now).ifPresent(spans::add);
      case RequirementsDrafted _ ->
          drafting.finished(DraftTrace.REQUIREMENTS, now).ifPresent(spans::add);
      case PlanDrafted _ -> drafting.finished(DraftTrace.PLANNING, now).ifPresent(spans::add);
      case DraftFailed(var problem) ->
          drafting.failed(lower(problem.code().name()), now).ifPresent(spans::add);
      default -> {} // Most of a log is no step of a trace; new payloads need not be one.
    }
  }

  private void decided(RunPayload decision, Event event, TraceIds of) {
    switch (decision) {
      case RunPayload.PlanAdopted(var plan) -> {
        if (content) {
          plan.graph().tasks().forEach(task -> titles.put(task.id(), task.title()));
        }
      }
      case RunPayload.AttemptStarted(var id, _) ->
          attempts.put(id, new AttemptTrace(id, of, of.stretch(stretch), event.time()));
      // A plan may wait for days; while a change does, other tasks go on.
      case RunPayload.ApprovalRequested(var change, _, _) when change.isEmpty() ->
          ended("awaiting_approval", Optional.empty(), event.time(), of);
      case RunPayload.ApprovalDecided(var change, var approved, _, _)
          when change.isEmpty() && approved ->
          begin(event.time());
      case RunPayload.ApprovalRequested _, RunPayload.ApprovalDecided _ -> {}
      case RunPayload.RunResumed _, RunPayload.RunReopened _ -> begin(event.time());
      case RunPayload.RunHalted(var problem, _) ->
          ended("halted", Optional.of(problem.code().name()), event.time(), of);
      case RunPayload.RunEnded(var outcome) -> {
        boolean well = outcome == RunOutcome.COMPLETED;
        Optional<String> error = well ? Optional.empty() : Optional.of(outcome.wireName());
        ended(outcome.wireName(), error, event.time(), of);
      }
      case RunPayload.TaskFailed _ -> count(Instrument.TASKS, 1, Map.of("status", "failed"));
      case RunPayload.TaskWithdrawn _ -> count(Instrument.TASKS, 1, Map.of("status", "withdrawn"));
      case RunPayload.TaskCancelled _ -> count(Instrument.TASKS, 1, Map.of("status", "cancelled"));
      case RunPayload.RunStarted _,
          RunPayload.ListeningDue _,
          RunPayload.ExtensionAdopted _,
          RunPayload.IntegrationQueued _,
          RunPayload.AttemptDisplaced _,
          RunPayload.TaskReopened _,
          RunPayload.PlanEdited _ -> {}
    }
  }

  private void begin(Instant now) {
    if (stretchSince == null) {
      stretch++;
      stretchSince = now;
    }
  }

  private void ended(String outcome, Optional<String> error, Instant now, TraceIds of) {
    if (stretchSince == null) {
      return;
    }
    Optional<String> parent =
        stretch == 1 ? of.parent().map(TraceParent::spanId) : Optional.of(of.stretch(1));
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put(GenAi.OPERATION, "invoke_workflow");
    attributes.put(GenAi.AGENT, "parley");
    attributes.put("parley.run.id", of.run().value());
    attributes.put("parley.run.outcome", outcome);
    spans.add(
        new TraceSpan(
            of.trace(),
            of.stretch(stretch),
            parent,
            "invoke_workflow parley",
            false,
            stretchSince,
            now,
            attributes,
            error.map(RunTrace::lower)));
    stretchSince = null;
  }

  private void moved(AttemptId id, AttemptPayload moved, Event event) {
    var attempt = attempts.get(id);
    if (attempt == null) {
      return;
    }
    attempt.on(moved, event.time()).ifPresent(spans::add);
    if (moved instanceof AttemptPayload.Ended(var outcome)) {
      var span = attempt.ended(outcome, agent, coding, titles.getOrDefault(id.task(), ""));
      spans.add(span);
      measure(outcome, span);
    }
  }

  private void measure(Outcome outcome, TraceSpan attempt) {
    var labels = new HashMap<>(Map.of(GenAi.OPERATION, "invoke_agent", GenAi.AGENT, agent));
    attempt.error().ifPresent(error -> labels.put(GenAi.ERROR, error));
    count(Instrument.AGENT_TIME, seconds(attempt), labels);
    String name = OutcomeNames.of(outcome);
    count(Instrument.ATTEMPTS, 1, Map.of("outcome", name, "agent", agent));
    if (outcome instanceof Outcome.Merged) {
      count(Instrument.TASKS, 1, Map.of("status", "merged"));
    }
  }

  private void called(ModelCalled call, Event event, TraceIds of, DraftTrace drafting) {
    var start = event.time().minusMillis(call.elapsedMillis());
    var span = CallSpans.of(call, event, of, parent(call, start, of, drafting));
    spans.add(span);
    Map<String, String> base =
        Map.of(
            GenAi.OPERATION,
            "chat",
            GenAi.PROVIDER,
            GenAi.provider(call.model()),
            GenAi.MODEL,
            call.model().model());
    var timed = new HashMap<>(base);
    span.error().ifPresent(error -> timed.put(GenAi.ERROR, error));
    count(Instrument.CALL_TIME, seconds(span), timed);
    call.usage()
        .ifPresent(usage -> {
          tokens("input", GenAi.input(usage), base);
          tokens("output", usage.output(), base);
        });
    if (call.cost().micros() > 0) {
      var labels = role(call.role(), call.model());
      count(Instrument.COST, call.cost().usd().doubleValue(), labels);
    }
  }

  private String parent(ModelCalled call, Instant start, TraceIds of, DraftTrace drafting) {
    if (call.attempt().isPresent()) {
      var attempt = attempts.get(call.attempt().get());
      return attempt == null ? of.stretch(1) : attempt.parentOf(call.role(), start);
    }
    return switch (call.role()) {
      case REQUIREMENTS -> drafting.parentOf(DraftTrace.REQUIREMENTS, start);
      case PLANNING -> drafting.parentOf(DraftTrace.PLANNING, start);
      case CODING, REVIEW -> of.stretch(1);
    };
  }

  private void used(ToolUsed used, Event event, TraceIds of) {
    var attempt = attempts.get(used.attempt());
    var start = event.time().minusMillis(used.elapsedMillis());
    String parent = attempt == null ? of.stretch(1) : attempt.parentOf(Role.CODING, start);
    String tool = labels.bounded(GenAi.TOOL, GenAi.tool(used.tool()));
    var span = CallSpans.of(used, tool, event, of, parent, content);
    spans.add(span);
    var timed = new HashMap<>(Map.of(GenAi.OPERATION, "execute_tool", GenAi.TOOL, tool));
    span.error().ifPresent(error -> timed.put(GenAi.ERROR, error));
    count(Instrument.TOOL_TIME, seconds(span), timed);
  }

  private void tokens(String type, long tokens, Map<String, String> base) {
    var labels = new HashMap<>(base);
    labels.put(GenAi.TOKEN_TYPE, type);
    count(Instrument.TOKENS, (double) tokens, labels);
  }

  private void count(Instrument instrument, double value, Map<String, String> of) {
    measurements.add(new Measurement(instrument, value, labels.bounded(of)));
  }

  private static Map<String, String> role(Role role, ModelName model) {
    return Map.of(
        "role", role.wireName(), GenAi.PROVIDER, GenAi.provider(model), GenAi.MODEL, model.model());
  }

  private static double seconds(TraceSpan span) {
    return Duration.between(span.start(), span.end()).toMillis() / 1000.0;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
