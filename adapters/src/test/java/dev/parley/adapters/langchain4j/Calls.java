package dev.parley.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.AnswerSchema;
import dev.parley.llm.CallContext;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.llm.ToolSpec;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clients and requests for the tests of this package. */
final class Calls {

  static final String KEY = "sk-test-0123456789";
  static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");
  static final AnswerSchema SCHEMA =
      new AnswerSchema(
          "greeting",
          """
          {"type":"object","additionalProperties":false,"required":["text"],
           "properties":{"text":{"type":"string"}}}\
          """);
  static final List<ToolSpec> TOOLS =
      List.of(
          new ToolSpec(
              "read_file",
              "Reads a file.",
              List.of(new ToolSpec.Parameter("path", ToolSpec.Kind.STRING, "Where.", true))),
          new ToolSpec("finish", "Ends.", List.of()));

  private static final RunId RUN = new RunId("run-1");
  private static final AttemptId ATTEMPT = new AttemptId(RUN, new TaskId("T1"), 2);
  private static final CallTimeouts SHORT =
      new CallTimeouts(
          Duration.ofSeconds(5),
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofSeconds(30));

  private Calls() {}

  static ModelClient client(Protocol protocol, String baseUrl) {
    return client(protocol, baseUrl, CallTimeouts.STANDARD);
  }

  /** One that takes 400 ms without a byte for silence. */
  static ModelClient impatient(Protocol protocol, String baseUrl) {
    return client(protocol, baseUrl, SHORT);
  }

  static ModelClient client(Protocol protocol, String baseUrl, CallTimeouts timeouts) {
    var settings = new ProviderSettings("p", protocol, baseUrl, KEY);
    return new LangChainModelClient(Map.of("p", settings), timeouts, () -> NOW, (_, _) -> {});
  }

  /** As a stage before there are tasks asks. */
  static ModelRequest structured(String model) {
    return new ModelRequest(
        Role.PLANNING,
        new ModelName("p", model),
        new CallContext(RUN, Optional.empty(), new Fence(StreamId.draft(RUN), 1)),
        "You plan.",
        List.of(new Message.User("Plan.")),
        List.of(),
        Optional.of(SCHEMA),
        4_096,
        false);
  }

  /** As a coding session asks. */
  static ModelRequest coding(String model, boolean stream, Message... messages) {
    return new ModelRequest(
        Role.CODING,
        new ModelName("p", model),
        new CallContext(RUN, Optional.of(ATTEMPT), new Fence(StreamId.attempt(ATTEMPT), 1)),
        "You code.",
        List.of(messages),
        TOOLS,
        Optional.empty(),
        8_192,
        stream);
  }

  static ModelRequest hello(Protocol protocol, boolean stream) {
    return coding(model(protocol), stream, new Message.User("Hello."));
  }

  static String model(Protocol protocol) {
    return protocol == Protocol.ANTHROPIC ? "claude-haiku-4-5" : "gpt-4.1";
  }

  static ModelFailure failure(ModelClient client, ModelRequest request) {
    var caught = new ArrayList<ModelFailure>();
    assertThatThrownBy(() -> client.call(request))
        .isInstanceOfSatisfying(ModelFailure.class, caught::add);
    return caught.getFirst();
  }
}
