package dev.parley.requirements;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.StructuredCall;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model that gives prepared answers in order and remembers what it was asked. */
public final class QueuedReplies implements ModelClient {

  public static final ModelName MODEL = new ModelName("scripted", "one");
  public static final CallContext CONTEXT =
      new CallContext(
          new RunId("run-1"), Optional.empty(), new Fence(StreamId.draft(new RunId("run-1")), 1));

  private final ArrayDeque<String> replies = new ArrayDeque<>();
  private final List<ModelRequest> requests = new ArrayList<>();

  /** Answers the next call without an answer yet. */
  public QueuedReplies then(String text) {
    replies.add(text);
    return this;
  }

  /** Forgets answers that were not asked for. */
  public void clear() {
    replies.clear();
  }

  public StructuredCall calls() {
    return new StructuredCall(this, new JacksonJsonCodec());
  }

  public List<ModelRequest> requests() {
    return requests;
  }

  /** The user's words of one request, of all its messages. */
  public String asked(int request) {
    var words = new StringBuilder();
    for (var message : requests.get(request).messages()) {
      if (message instanceof Message.User(var text)) {
        words.append(text).append('\n');
      }
    }
    return words.toString();
  }

  @Override
  public ModelReply call(ModelRequest request) {
    requests.add(request);
    return new ModelReply(replies.remove(), List.of(), StopReason.END, Optional.empty());
  }
}
