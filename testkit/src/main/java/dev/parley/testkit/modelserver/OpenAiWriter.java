package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.RenderedReply.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a reply as a Chat Completions response, whole or as chunks. */
final class OpenAiWriter {

  private static final String DONE = "data: [DONE]\n\n";

  private OpenAiWriter() {}

  static ObjectNode whole(RenderedReply reply) {
    var completion = envelope(reply, "chat.completion");
    var choice = completion.putArray("choices").addObject().put("index", 0);
    var message = choice.putObject("message").put("role", "assistant");
    if (reply.stop() == StopReason.REFUSAL) {
      message.putNull("content").put("refusal", reply.text());
    } else {
      content(message, reply).putNull("refusal");
    }
    if (!reply.calls().isEmpty()) {
      var calls = message.putArray("tool_calls");
      reply.calls().forEach(call -> calls.add(call(call, call.arguments())));
    }
    message.putArray("annotations");
    choice.putNull("logprobs").put("finish_reason", reply.stop().word(Protocol.OPENAI));
    completion.set("usage", usage(reply.usage()));
    return completion;
  }

  static List<String> events(RenderedReply reply, boolean reportUsage) {
    var events = new ArrayList<String>();
    var opening = Json.object().put("role", "assistant");
    content(opening, reply).putNull("refusal");
    if (opening.path("content").isTextual()) {
      opening.put("content", "");
    }
    events.add(chunk(reply, opening, null, reportUsage));
    var field = reply.stop() == StopReason.REFUSAL ? "refusal" : "content";
    for (var fragment : Tokens.stream(reply.text())) {
      events.add(chunk(reply, Json.object().put(field, fragment), null, reportUsage));
    }
    for (var index = 0; index < reply.calls().size(); index++) {
      for (var delta : callDeltas(index, reply.calls().get(index))) {
        events.add(chunk(reply, delta, null, reportUsage));
      }
    }
    var finish = reply.stop().word(Protocol.OPENAI);
    events.add(chunk(reply, Json.object(), finish, reportUsage));
    if (reportUsage) {
      events.add(usageChunk(reply));
    }
    events.add(DONE);
    return events;
  }

  static String errorEvent(ObjectNode error) {
    return "data: " + error + "\n\n";
  }

  /** A model that calls tools and says nothing has no content, which is not empty content. */
  private static ObjectNode content(ObjectNode message, RenderedReply reply) {
    var silent = reply.text().isEmpty() && !reply.calls().isEmpty();
    return silent ? message.putNull("content") : message.put("content", reply.text());
  }

  /** The first names the call, the others bring its arguments. */
  private static List<ObjectNode> callDeltas(int index, Piece.Called call) {
    var deltas = new ArrayList<ObjectNode>();
    deltas.add(callDelta(call(call, "").put("index", index)));
    for (var fragment : Tokens.stream(call.arguments())) {
      var part = Json.object().put("index", index);
      part.putObject("function").put("arguments", fragment);
      deltas.add(callDelta(part));
    }
    return deltas;
  }

  private static ObjectNode callDelta(ObjectNode call) {
    var delta = Json.object();
    delta.putArray("tool_calls").add(call);
    return delta;
  }

  private static ObjectNode call(Piece.Called call, String arguments) {
    var node = Json.object().put("id", "call_" + call.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
    return node;
  }

  private static String chunk(
      RenderedReply reply, ObjectNode delta, @Nullable String finish, boolean reportUsage) {
    var chunk = envelope(reply, "chat.completion.chunk");
    var choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finish);
    if (reportUsage) {
      chunk.putNull("usage");
    }
    return "data: " + chunk + "\n\n";
  }

  /** Usage comes after the answer, in a chunk without choices. */
  private static String usageChunk(RenderedReply reply) {
    var chunk = envelope(reply, "chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", usage(reply.usage()));
    return "data: " + chunk + "\n\n";
  }

  private static ObjectNode envelope(RenderedReply reply, String object) {
    return Json.object()
        .put("id", "chatcmpl-" + reply.id())
        .put("object", object)
        .put("created", reply.createdAtS())
        .put("model", reply.model())
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_scripted");
  }

  /** OpenAI counts cached tokens twice: among all prompt tokens, and by themselves. */
  private static ObjectNode usage(TokenUsage usage) {
    var prompt = usage.input() + usage.cacheWrite() + usage.cacheRead();
    var node =
        Json.object()
            .put("prompt_tokens", prompt)
            .put("completion_tokens", usage.output())
            .put("total_tokens", prompt + usage.output());
    node.putObject("prompt_tokens_details")
        .put("cached_tokens", usage.cacheRead())
        .put("audio_tokens", 0);
    node.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
    return node;
  }
}
