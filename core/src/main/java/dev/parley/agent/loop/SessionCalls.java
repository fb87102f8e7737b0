package dev.parley.agent.loop;

import dev.parley.llm.CallContext;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.model.ModelName;
import java.util.List;
import java.util.Optional;

/** Puts a session's conversation to its model. */
record SessionCalls(ModelClient client, ModelName model, CallContext context, int maxOutputTokens) {

  ModelReply ask(List<Message> messages) {
    return client.call(
        new ModelRequest(
            Role.CODING,
            model,
            context,
            TaskBrief.SYSTEM,
            messages,
            ToolCatalogue.TOOLS,
            Optional.empty(),
            maxOutputTokens,
            true));
  }
}
