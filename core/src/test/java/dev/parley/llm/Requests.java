package dev.parley.llm;

import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import java.util.List;
import java.util.Optional;

/** Requests for tests. */
public final class Requests {

  public static final RunId RUN = new RunId("run-1");
  public static final ModelName MODEL = new ModelName("anthropic", "claude-haiku-4-5");

  private Requests() {}

  public static ModelRequest saying(String text) {
    return saying(Role.CODING, List.of(new Message.User(text)));
  }

  public static ModelRequest saying(Role role, List<Message> messages) {
    var context = new CallContext(RUN, Optional.empty(), new Fence(StreamId.draft(RUN), 1));
    return new ModelRequest(
        role, MODEL, context, "Be brief.", messages, List.of(), Optional.empty(), 8_192, false);
  }
}
