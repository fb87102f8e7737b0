package dev.parley.agent.loop;

import dev.parley.agent.AgentResult;
import dev.parley.llm.Message;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ToolCall;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One conversation about one task, from the first message to the end. Used once. */
final class Session {

  private static final int MAX_CALLS_A_TURN = 32;
  private static final int MAX_CUT_OFF_IN_A_ROW = 3;
  private static final int WARNED_TURNS = 5;

  private final Conversation conversation;
  private final SessionCalls calls;
  private final Toolbox toolbox;
  private final SessionLog log;
  private final Deadline deadline;
  private final int maxTurns;

  private final StuckDetector stuck = new StuckDetector();
  private int turns;
  private int cutOffInARow;
  private boolean saidNothing;
  private boolean nudge;

  Session(
      Conversation conversation,
      SessionCalls calls,
      Toolbox toolbox,
      SessionLog log,
      Deadline deadline,
      int maxTurns) {
    this.conversation = conversation;
    this.calls = calls;
    this.toolbox = toolbox;
    this.log = log;
    this.deadline = deadline;
    this.maxTurns = maxTurns;
  }

  AgentResult run() {
    while (turns < maxTurns) {
      stopIfInterrupted();
      if (deadline.passed()) {
        return new AgentResult.RanOut(deadline.inWords());
      }
      conversation.bound();
      turns++;
      var ended = turn(calls.ask(conversation.messages()));
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    return new AgentResult.RanOut("all %d turns were used up".formatted(maxTurns));
  }

  private Optional<AgentResult> turn(ModelReply reply) {
    log.said(reply.text());
    if (reply.stopReason() == StopReason.REFUSED) {
      return Optional.of(new AgentResult.GaveUp("the model declined to go on"));
    }
    if (reply.stopReason() == StopReason.LENGTH) {
      return cutOff(reply);
    }
    cutOffInARow = 0;
    if (reply.toolCalls().isEmpty()) {
      return reply.text().isBlank() ? nothingSaid() : finished(reply.text().strip());
    }
    conversation.add(new Message.Assistant(reply.text(), reply.toolCalls()));
    var ended = useTools(reply);
    if (ended.isEmpty()) {
      remind();
    }
    return ended;
  }

  private Optional<AgentResult> finished(String summary) {
    return Optional.of(new AgentResult.Finished(summary, turns));
  }

  /** The tool calls of such an answer are not whole, or may not be all: none is carried out. */
  private Optional<AgentResult> cutOff(ModelReply reply) {
    if (++cutOffInARow > MAX_CUT_OFF_IN_A_ROW) {
      return Optional.of(
          new AgentResult.GaveUp(
              "%d answers in a row were cut off at the output limit".formatted(cutOffInARow)));
    }
    String text = reply.text().isBlank() ? "(cut off)" : reply.text();
    conversation.add(new Message.Assistant(text, List.of()));
    conversation.add(
        new Message.User(
            "Your answer was cut off at the output limit, and no tool of it was run. Go on from"
                + " there in smaller steps: write a long file in parts, with write_file for the"
                + " first and edit_file for the others."));
    return Optional.empty();
  }

  private Optional<AgentResult> nothingSaid() {
    if (saidNothing) {
      return Optional.of(new AgentResult.GaveUp("the model answered with nothing, twice"));
    }
    saidNothing = true;
    conversation.add(new Message.Assistant("(nothing)", List.of()));
    conversation.add(
        new Message.User("Your answer was empty. Use a tool, or call finish with a summary."));
    return Optional.empty();
  }

  private Optional<AgentResult> useTools(ModelReply reply) {
    boolean failed = false;
    for (int i = 0; i < reply.toolCalls().size(); i++) {
      var call = reply.toolCalls().get(i);
      stopIfInterrupted();
      if (deadline.passed()) {
        return Optional.of(new AgentResult.RanOut(deadline.inWords()));
      }
      var outcome = outcome(call, i, failed);
      if (outcome.summary().isPresent()) {
        return finished(outcome.summary().get());
      }
      failed |= outcome.error();
      conversation.add(
          new Message.ToolResult(call.id(), call.name(), outcome.text(), outcome.error()));
      var ended = circles(call, outcome);
      if (ended.isPresent()) {
        return ended;
      }
    }
    return Optional.empty();
  }

  private ToolOutcome outcome(ToolCall call, int index, boolean failed) {
    if (index >= MAX_CALLS_A_TURN) {
      return ToolOutcome.failed(
          "Not run: at most %d tools in one answer.".formatted(MAX_CALLS_A_TURN));
    }
    if (failed && call.name().equals(ToolCatalogue.FINISH)) {
      return ToolOutcome.failed(
          "Not finished: another tool of this answer failed. See to that, then finish.");
    }
    var start = deadline.now();
    var outcome = toolbox.run(call, deadline.left());
    log.used(call, outcome, Duration.between(start, deadline.now()));
    return outcome;
  }

  private Optional<AgentResult> circles(ToolCall call, ToolOutcome outcome) {
    var advice = stuck.after(call.name() + " " + call.arguments(), outcome.text(), outcome.error());
    nudge |= advice == StuckDetector.Advice.NUDGE;
    String tool = Cut.tail(call.name(), 100);
    return switch (advice) {
      case GO_ON, NUDGE -> Optional.empty();
      case STOP_SAME ->
          circles("%s gave the same result %d times".formatted(tool, StuckDetector.SAME));
      case STOP_ALTERNATING ->
          circles("two tool calls took turns, %d in all".formatted(StuckDetector.ALTERNATING));
      case STOP_ERRORS ->
          circles(
              "%d tool calls in a row failed, the last with: %s"
                  .formatted(2 * StuckDetector.ERRORS, Cut.tail(outcome.text(), 300)));
    };
  }

  private static Optional<AgentResult> circles(String reason) {
    return Optional.of(new AgentResult.WentInCircles(reason));
  }

  /** What the model should know before its next turn, in one message. */
  private void remind() {
    var text = new StringBuilder();
    if (nudge) {
      nudge = false;
      text.append(
          "The last tool calls all failed. Do not try the same again: look at the messages, read"
              + " the files as they are now, and take another way.\n");
    }
    int left = maxTurns - turns;
    if (left == WARNED_TURNS) {
      text.append("Only %d turns are left. Bring the work to an end and finish.\n".formatted(left));
    }
    if (!text.isEmpty()) {
      conversation.add(new Message.User(text.toString().strip()));
    }
  }

  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Problem(Code.INTERRUPTED, "the agent was interrupted", "").raise();
    }
  }
}
