package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.ScriptEntry.When;
import dev.parley.testkit.modelserver.ScriptedAnswer.Delayed;
import dev.parley.testkit.modelserver.ScriptedAnswer.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one entry of a {@link ScriptFile}. */
final class ScriptEntryReader {

  private final ScriptFields entry;

  ScriptEntryReader(String where, JsonNode entry) {
    this.entry = new ScriptFields(where, entry);
  }

  ScriptEntry read() {
    entry.allow(
        "role", "task", "attempt", "turn", "contains", "times", "reply", "fault", "comment");
    var when =
        new When(
            entry.text("role"),
            entry.text("task"),
            asInt(entry.number("attempt", 1)),
            asInt(entry.number("turn", 0)),
            entry.text("contains"));
    var times = entry.number("times", 1).map(Long::intValue).orElse(ScriptEntry.ALWAYS);
    return new ScriptEntry(when, answer(), times);
  }

  private ScriptedAnswer answer() {
    var fault = entry.child("fault").map(this::fault);
    var reply = entry.child("reply").map(this::reply);
    if (reply.isEmpty() && fault.isEmpty()) {
      throw entry.error(
          "neither \"reply\" nor \"fault\"",
          "Say what is answered: \"reply\": {\"text\": \"...\"}.");
    }
    if (fault.isEmpty()) {
      return reply.orElseThrow();
    }
    var kind = fault.get();
    if (kind.needsReply() && reply.isEmpty()) {
      throw entry.error(
          "this kind of fault spoils a reply, and there is none", "Add a \"reply\" beside it.");
    }
    return kind.fault().instead(reply.orElse(ScriptedAnswer.text("")));
  }

  private ScriptedAnswer reply(ScriptFields fields) {
    fields.allow("text", "json", "tool_calls", "usage", "delay_ms", "comment");
    var blocks = new ArrayList<Block>();
    if (fields.has("text") && fields.has("json")) {
      throw fields.error("both \"text\" and \"json\"", "Keep one of them.");
    }
    fields.text("text").map(Block::text).ifPresent(blocks::add);
    fields.any("json").map(json -> Block.text(json.toString())).ifPresent(blocks::add);
    fields.children("tool_calls").stream().map(ScriptEntryReader::call).forEach(blocks::add);
    if (blocks.isEmpty()) {
      throw fields.error("an empty reply", "Add \"text\", \"json\" or \"tool_calls\".");
    }
    var reply = ScriptedAnswer.reply(blocks.toArray(Block[]::new));
    var billed = fields.child("usage").map(ScriptEntryReader::usage);
    var whole = new Reply(reply.blocks(), reply.stop(), billed);
    return fields
        .number("delay_ms", 0)
        .<ScriptedAnswer>map(ms -> new Delayed(Duration.ofMillis(ms), whole))
        .orElse(whole);
  }

  private static Block call(ScriptFields fields) {
    fields.allow("name", "args");
    var args = fields.any("args").orElseGet(Json::object);
    if (!(args instanceof ObjectNode object)) {
      throw fields.error("\"args\" is not an object", "Write \"args\": {\"name\": value}.");
    }
    var whole = Json.object();
    object
        .properties()
        .forEach(arg -> whole.set(arg.getKey(), whole(fields, arg.getKey(), arg.getValue())));
    return new Block.ToolCall(fields.requiredText("name"), whole);
  }

  /** Text of several lines may be written as {@code {"lines": [...]}}; each ends in a line feed. */
  private static JsonNode whole(ScriptFields call, String name, JsonNode value) {
    if (!(value instanceof ObjectNode object) || object.size() != 1 || !object.has("lines")) {
      return value;
    }
    var text = new StringBuilder();
    for (var line : object.get("lines")) {
      if (!line.isTextual()) {
        throw call.error(
            "the lines of \"" + name + "\" are not all text", "Put each in quotation marks.");
      }
      text.append(line.textValue()).append('\n');
    }
    return TextNode.valueOf(text.toString());
  }

  private static TokenUsage usage(ScriptFields fields) {
    fields.allow("input", "output", "cache_write", "cache_read");
    return new TokenUsage(
        fields.number("input", 0).orElse(0L),
        fields.number("output", 0).orElse(0L),
        fields.number("cache_write", 0).orElse(0L),
        fields.number("cache_read", 0).orElse(0L));
  }

  /** A fault, and whether it means anything without a reply to spoil. */
  private record Spoiler(Fault fault, boolean needsReply) {}

  private Spoiler fault(ScriptFields fields) {
    fields.allow(
        "kind",
        "retry_after_s",
        "status",
        "type",
        "message",
        "text",
        "between_events_ms",
        "after_events",
        "comment");
    var after = fields.number("after_events", 0).map(Long::intValue).orElse(0);
    return switch (fields.requiredText("kind")) {
      case "rate_limited" -> alone(rateLimited(fields));
      case "server_error" -> alone(Fault.serverError());
      case "overloaded" -> alone(Fault.overloaded());
      case "out_of_credit" -> alone(Fault.outOfCredit());
      case "malformed_json" -> alone(Fault.malformedJson());
      case "stall" -> alone(Fault.stall());
      case "hang_up" -> alone(Fault.hangUp());
      case "refusal" -> alone(Fault.refusal(fields.text("text").orElse("")));
      case "rejected" -> alone(rejected(fields));
      case "truncated" -> spoiling(Fault.truncated());
      case "slow" ->
          spoiling(
              Fault.slow(Duration.ofMillis(fields.number("between_events_ms", 0).orElse(100L))));
      case "cut_stream" -> spoiling(Fault.cutStream(after));
      case "stall_stream" -> spoiling(Fault.stallStream(after));
      case "error_in_stream" -> spoiling(Fault.errorInStream(after));
      default ->
          throw fields.error(
              "unknown fault \"" + fields.requiredText("kind") + '"',
              "The kinds are rate_limited, server_error, overloaded, out_of_credit, rejected,"
                  + " malformed_json, refusal, stall, hang_up, truncated, slow, cut_stream,"
                  + " stall_stream and error_in_stream.");
    };
  }

  private static Fault rateLimited(ScriptFields fields) {
    var wait = fields.seconds("retry_after_s");
    return _ -> new ScriptedAnswer.RateLimited(wait);
  }

  private static Fault rejected(ScriptFields fields) {
    var status = fields.number("status", 400).orElse(400L).intValue();
    if (status > 599) {
      throw fields.error("\"status\" is no error status", "Give one from 400 to 599.");
    }
    var type = fields.text("type").orElse("invalid_request_error");
    return Fault.rejected(status, type, fields.text("message").orElse("Rejected by the script."));
  }

  private static Spoiler alone(Fault fault) {
    return new Spoiler(fault, false);
  }

  private static Spoiler spoiling(Fault fault) {
    return new Spoiler(fault, true);
  }

  private static OptionalInt asInt(Optional<Long> number) {
    return number.map(n -> OptionalInt.of(n.intValue())).orElse(OptionalInt.empty());
  }
}
