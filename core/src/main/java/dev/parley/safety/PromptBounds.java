package dev.parley.safety;

import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.ToolCall;
import dev.parley.llm.ToolSpec;
import dev.parley.model.TokenUsage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The most tokens a prompt can have, without a tokenizer: a token is at least one byte, plus what a
 * provider adds around each part. Where a conversation goes on that was asked before, its reported
 * tokens stand for the part already asked. Thread-safe.
 */
final class PromptBounds {

  private static final int MAX_REMEMBERED = 1_024;
  private static final int BASE = 512;
  private static final int PER_MESSAGE = 32;
  private static final int PER_TOOL_CALL = 64;
  private static final int PER_TOOL = 128;
  private static final int PER_PARAMETER = 64;
  private static final int FOR_ANY_TOOLS = 1_024;

  /** Where a prompt ends is not where a token ends. */
  private static final int MARGIN = 256;

  /**
   * The beginning of a conversation.
   *
   * @param hash of all in it; with the bytes, wrong once in more calls than anybody makes
   */
  private record Beginning(long hash, long bytes) {

    Beginning plus(Object part, long itsBytes) {
      return new Beginning(hash * 0x9E3779B97F4A7C15L + part.hashCode() + 1, bytes + itsBytes);
    }
  }

  private final Map<Beginning, Long> reported =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Beginning, Long> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The most tokens the provider can count as this request's prompt. */
  long of(ModelRequest request) {
    Beginning beginning = withoutMessages(request);
    long bound = beginning.bytes();
    for (Message message : request.messages()) {
      long bytes = bytes(message);
      beginning = beginning.plus(message, bytes);
      bound = Math.min(bound + bytes, lastReported(beginning));
    }
    return bound;
  }

  /** Remembers what the provider counted. */
  void learn(ModelRequest request, TokenUsage usage) {
    Beginning beginning = withoutMessages(request);
    for (Message message : request.messages()) {
      beginning = beginning.plus(message, bytes(message));
    }
    synchronized (reported) {
      reported.put(beginning, usage.input() + usage.cacheWrite() + usage.cacheRead());
    }
  }

  private long lastReported(Beginning beginning) {
    synchronized (reported) {
      @Nullable Long tokens = reported.get(beginning);
      return tokens == null ? Long.MAX_VALUE : tokens + MARGIN;
    }
  }

  private static Beginning withoutMessages(ModelRequest request) {
    long bytes =
        BASE + Utf8.length(request.system()) + (request.tools().isEmpty() ? 0 : FOR_ANY_TOOLS);
    for (ToolSpec tool : request.tools()) {
      bytes += bytes(tool);
    }
    bytes += request.schema().map(schema -> PER_TOOL + Utf8.length(schema.json())).orElse(0L);
    long hash = Objects.hash(request.model(), request.system(), request.tools(), request.schema());
    return new Beginning(hash, bytes);
  }

  private static long bytes(Message message) {
    return PER_MESSAGE
        + switch (message) {
          case Message.User(var text) -> Utf8.length(text);
          case Message.Assistant(var text, var calls) ->
              Utf8.length(text) + calls.stream().mapToLong(PromptBounds::bytes).sum();
          case Message.ToolResult(var id, var tool, var text, _) ->
              PER_TOOL_CALL + Utf8.length(id) + Utf8.length(tool) + Utf8.length(text);
        };
  }

  private static long bytes(ToolCall call) {
    return PER_TOOL_CALL
        + Utf8.length(call.id())
        + Utf8.length(call.name())
        + Utf8.length(call.arguments());
  }

  private static long bytes(ToolSpec tool) {
    long bytes = PER_TOOL + Utf8.length(tool.name()) + Utf8.length(tool.description());
    for (ToolSpec.Parameter parameter : tool.parameters()) {
      bytes += PER_PARAMETER + Utf8.length(parameter.name()) + Utf8.length(parameter.description());
    }
    return bytes;
  }
}
