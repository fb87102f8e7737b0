package dev.parley.app.server.mcp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.app.server.access.Gate;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.api.Operation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint {@code /mcp}: streamable HTTP without sessions, so that nothing is kept between two
 * calls. Every tool is a route of the API and is asked there, by whoever asks here: what they may
 * not do there they may not do here. Made at the first call, since few servers get one.
 */
public final class McpEndpoint implements AutoCloseable {

  static final String PATH = "/mcp";

  private static final String INSTRUCTIONS =
      "Parley turns meetings into commits. Begin a run with start_run (plan_only to plan alone,"
          + " approve: plan to have a person say yes), follow it with list_events and its 'next'"
          + " and 'wait', see what waits for a person with list_approvals.";

  private final List<Operation> operations;
  private final ApiCalls calls;
  private @Nullable Made made;

  /**
   * An endpoint.
   *
   * @param url of this server
   */
  public McpEndpoint(List<Operation> operations, Supplier<String> url) {
    this.operations = List.copyOf(operations);
    this.calls = new ApiCalls(url);
  }

  private record Made(
      HttpServletStatelessServerTransport transport, McpStatelessSyncServer server) {}

  /** Registers it. */
  public void register(RoutesConfig routes) {
    routes.post(PATH, this::serve, Role.READ);
  }

  private void serve(Context context) {
    try {
      made().transport().service(context.req(), context.res());
    } catch (ServletException | IOException e) {
      throw new IllegalStateException("the protocol's library could not answer", e);
    }
  }

  private synchronized Made made() {
    if (made == null) {
      made = make();
    }
    return made;
  }

  private Made make() {
    var transport =
        HttpServletStatelessServerTransport.builder()
            .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
            .messageEndpoint(PATH)
            .contextExtractor(McpEndpoint::asker)
            .build();
    var server =
        McpServer.sync(transport)
            .serverInfo("parley", "1")
            .instructions(INSTRUCTIONS)
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .validateToolInputs(false)
            .tools(operations.stream().map(this::tool).toList())
            .build();
    return new Made(transport, server);
  }

  private SyncToolSpecification tool(Operation operation) {
    var tool =
        Tool.builder(operation.name(), operation.input())
            .description(operation.summary())
            .annotations(
                ToolAnnotations.builder()
                    .readOnlyHint(operation.looks())
                    .idempotentHint(!operation.name().startsWith("start_"))
                    .openWorldHint(false)
                    .build())
            .build();
    return SyncToolSpecification.builder()
        .tool(tool)
        .callHandler((context, request) -> calls.call(operation, request.arguments(), context))
        .build();
  }

  /** What says who asks, to be passed on. */
  private static McpTransportContext asker(HttpServletRequest request) {
    Map<String, Object> headers = new HashMap<>();
    for (var name : List.of("Authorization", "Cookie", Gate.CSRF_HEADER)) {
      var value = request.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return McpTransportContext.create(headers);
  }

  @Override
  public synchronized void close() {
    if (made != null) {
      made.server().close();
    }
    calls.close();
  }
}
