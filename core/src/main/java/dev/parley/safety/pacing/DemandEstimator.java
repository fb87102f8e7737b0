package dev.parley.safety.pacing;

import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.llm.ToolSpec;
import dev.parley.model.TokenUsage;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a call of one model will count, judged by what calls of its role counted before: tokens for
 * each character of the prompt, and tokens of output, each the mean and one mean deviation. Not
 * thread-safe.
 */
final class DemandEstimator {

  /** Before anything is known: more tokens a character than English or code has. */
  private static final double FIRST_TOKENS_PER_CHAR = 0.35;

  private static final double FIRST_OUTPUT_TOKENS = 1_024;
  private static final long PER_PART_CHARS = 48;

  private final Map<Role, Learnt> byRole = new EnumMap<>(Role.class);

  private static final class Learnt {
    final MovingMean tokensPerChar = new MovingMean(FIRST_TOKENS_PER_CHAR);
    final MovingMean outputTokens = new MovingMean(FIRST_OUTPUT_TOKENS);
  }

  Demand expected(ModelRequest request) {
    Learnt learnt = byRole.computeIfAbsent(request.role(), _ -> new Learnt());
    double input = learnt.tokensPerChar.likelyMost() * (double) chars(request);
    double output = Math.min(learnt.outputTokens.likelyMost(), request.maxOutputTokens());
    return new Demand(1, (long) Math.ceil(input), (long) Math.ceil(output));
  }

  void learn(ModelRequest request, TokenUsage usage) {
    Learnt learnt = byRole.computeIfAbsent(request.role(), _ -> new Learnt());
    Demand counted = Demand.of(usage);
    learnt.tokensPerChar.add((double) counted.inputTokens() / (double) chars(request));
    learnt.outputTokens.add((double) counted.outputTokens());
  }

  /** At least 1. */
  private static long chars(ModelRequest request) {
    long chars = PER_PART_CHARS + request.system().length();
    for (Message message : request.messages()) {
      chars += PER_PART_CHARS + chars(message);
    }
    for (ToolSpec tool : request.tools()) {
      chars += PER_PART_CHARS + tool.name().length() + tool.description().length();
      chars += PER_PART_CHARS * tool.parameters().size();
    }
    return chars + request.schema().map(schema -> schema.json().length()).orElse(0);
  }

  private static long chars(Message message) {
    return switch (message) {
      case Message.User(var text) -> text.length();
      case Message.Assistant(var text, var calls) ->
          text.length() + calls.stream().mapToLong(call -> call.arguments().length()).sum();
      case Message.ToolResult(_, _, var text, _) -> text.length();
    };
  }
}
