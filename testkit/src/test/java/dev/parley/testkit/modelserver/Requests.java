package dev.parley.testkit.modelserver;

import dev.parley.testkit.modelserver.Message.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Requests made without a wire, for scripts that are tested by themselves. */
final class Requests {

  private Requests() {}

  /** A first request in this role and task. */
  static ScriptedRequest first(String role, String task, String words) {
    return after(0, role, task, words);
  }

  /** A request after so many answers; the words are the first user message. */
  static ScriptedRequest after(int answers, String role, String task, String words) {
    var turns = new ArrayList<Message>();
    turns.add(said(Speaker.USER, words));
    for (var turn = 1; turn <= answers; turn++) {
      turns.add(said(Speaker.ASSISTANT, "answer " + turn));
      turns.add(said(Speaker.USER, "reaction " + turn));
    }
    var headers =
        new RequestHeaders(
            Map.of(
                ScriptedRequest.ROLE_HEADER, List.of(role),
                ScriptedRequest.TASK_HEADER, List.of(task)));
    return new ScriptedRequest(
        Protocol.ANTHROPIC,
        headers,
        new Conversation("", turns, List.of(), Optional.empty()),
        new ScriptedRequest.Settings("some-model", false, OptionalLong.of(1_000), true),
        Json.object());
  }

  private static Message said(Speaker speaker, String words) {
    return new Message(speaker, List.of(new Part.Text(words)));
  }
}
