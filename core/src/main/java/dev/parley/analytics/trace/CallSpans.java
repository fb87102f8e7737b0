package dev.parley.analytics.trace;

import dev.parley.agent.AgentPayload.ToolUsed;
import dev.parley.event.Event;
import dev.parley.llm.LlmPayload.ModelCalled;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The spans of single calls and tools, which come into the log once they are over. */
final class CallSpans {

  private static final String ANSWERED = "answered";

  private CallSpans() {}

  static TraceSpan of(ModelCalled call, Event event, TraceIds ids, String parent) {
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put(GenAi.OPERATION, "chat");
    attributes.put(GenAi.PROVIDER, GenAi.provider(call.model()));
    attributes.put(GenAi.MODEL, call.model().model());
    attributes.put("parley.role", call.role().wireName());
    attributes.put("parley.cost_usd", call.cost().usd().doubleValue());
    call.usage()
        .ifPresent(usage -> {
          attributes.put("gen_ai.usage.input_tokens", GenAi.input(usage));
          attributes.put("gen_ai.usage.output_tokens", usage.output());
          attributes.put("gen_ai.usage.cache_read.input_tokens", usage.cacheRead());
          attributes.put("gen_ai.usage.cache_creation.input_tokens", usage.cacheWrite());
        });
    return new TraceSpan(
        ids.trace(),
        ids.of(event),
        Optional.of(parent),
        "chat " + call.model().model(),
        true,
        event.time().minusMillis(call.elapsedMillis()),
        event.time(),
        attributes,
        call.outcome().equals(ANSWERED) ? Optional.empty() : Optional.of(call.outcome()));
  }

  /**
   * @param tool its name, fit for a label
   */
  static TraceSpan of(
      ToolUsed used, String tool, Event event, TraceIds ids, String parent, boolean content) {
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put(GenAi.OPERATION, "execute_tool");
    attributes.put(GenAi.TOOL, tool);
    attributes.put("gen_ai.tool.type", "function");
    if (content) {
      attributes.put("gen_ai.tool.call.arguments", used.what());
      attributes.put("gen_ai.tool.call.result", used.result());
    }
    return new TraceSpan(
        ids.trace(),
        ids.of(event),
        Optional.of(parent),
        "execute_tool " + tool,
        false,
        event.time().minusMillis(used.elapsedMillis()),
        event.time(),
        attributes,
        used.error() ? Optional.of("tool_error") : Optional.empty());
  }
}
