package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The official client of the protocol, at work on whole runs. */
class McpTest extends ServedRuns {

  private McpSyncClient client(String token) {
    var transport =
        HttpClientStreamableHttpTransport.builder(api.url())
            .endpoint("/mcp")
            .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + token))
            .build();
    var client = McpClient.sync(transport).build();
    client.initialize();
    return client;
  }

  private static CallToolResult call(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static JsonNode json(CallToolResult result) {
    return tree(((TextContent) result.content().getFirst()).text());
  }

  @Test
  void aPlanIsBegunApprovedFollowedAndCounted() {
    try (var client = client(ServerFixture.OPERATOR)) {
      var started =
          call(
              client,
              "start_run",
              Map.of(
                  "repository", user.root().toString(),
                  "tasks", tree("[" + task(1) + "]"),
                  "approve", "plan"));
      assertThat(started.isError()).as(started.toString()).isFalse();
      var run = json(started).path("run").asText();
      while (json(call(client, "list_approvals", Map.of())).path("approvals").isEmpty()) {
        follow(client, run, Long.MAX_VALUE / 2, 1);
      }

      var approved = call(client, "approve_plan", Map.of("run", run, "comment", "go"));

      assertThat(json(approved).path("changed").asBoolean()).isTrue();
      long after = 0;
      boolean ended = false;
      while (!ended) {
        var page = follow(client, run, after, 20);
        ended = page.path("events").findValuesAsText("event").contains("run_ended");
        after = page.path("next").asLong(after);
      }
      assertThat(json(call(client, "get_run", Map.of("run", run))).path("outcome").asText())
          .isEqualTo("completed");
      assertThat(json(call(client, "get_analytics", Map.of())).path("completed_tasks").asInt())
          .isEqualTo(1);
    }
  }

  private static JsonNode follow(McpSyncClient client, String run, long after, int seconds) {
    return json(call(client, "list_events", Map.of("run", run, "after", after, "wait", seconds)));
  }

  @Test
  void toolsMayDoNoMoreThanWhoeverBringsThem() {
    try (var client = client(ServerFixture.READER)) {
      assertThat(client.listTools().tools().stream().map(Tool::name))
          .contains("start_run", "get_run", "list_events", "approve_task", "get_analytics", "say")
          .doesNotContain("set_limits", "stop_all", "reset_breaker");

      var refused = call(client, "cancel_run", Map.of("run", "x"));
      var unknown = call(client, "get_run", Map.of("run", "../x"));
      var missing = call(client, "get_run", Map.of());

      assertThat(refused.isError()).isTrue();
      assertThat(refused.toString()).contains("rita may read, not operate");
      assertThat(unknown.isError()).isTrue();
      assertThat(missing.toString()).contains("missing: run");
    }
  }
}
