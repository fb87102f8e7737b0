package dev.parley.agent.loop;

import dev.parley.agent.AgentListener;
import dev.parley.agent.AgentPayload.AgentSaid;
import dev.parley.agent.AgentPayload.ToolUsed;
import dev.parley.llm.JsonCodec;
import dev.parley.llm.MalformedAnswerException;
import dev.parley.llm.ToolCall;
import dev.parley.model.AttemptId;
import dev.parley.model.SecretText;
import java.time.Duration;

/** Tells a listener what happens, in bounded size and with what looks like a secret masked. */
record SessionLog(AttemptId attempt, JsonCodec json, AgentListener listener) {

  private static final int SAID_CHARS = 4_000;
  private static final int WHAT_CHARS = 300;
  private static final int ARGUMENT_CHARS = 120;
  private static final int RESULT_CHARS = 2_000;

  void said(String text) {
    if (!text.isBlank()) {
      listener.heard(new AgentSaid(attempt, Cut.tail(SecretText.masked(text.strip()), SAID_CHARS)));
    }
  }

  void used(ToolCall call, ToolOutcome outcome, Duration elapsed) {
    String tool = Cut.tail(call.name(), 100);
    String what = Cut.tail(SecretText.masked(tool + " " + arguments(call)), WHAT_CHARS - 3);
    String result = Cut.tail(SecretText.masked(outcome.text()), RESULT_CHARS - 3);
    listener.heard(new ToolUsed(attempt, tool, what, result, outcome.error(), elapsed.toMillis()));
  }

  private String arguments(ToolCall call) {
    try {
      return ToolArguments.of(call, json).inOneLine(ARGUMENT_CHARS);
    } catch (MalformedAnswerException e) {
      return Cut.tail(call.arguments().replaceAll("\\s+", " "), ARGUMENT_CHARS);
    }
  }
}
