package dev.parley.app.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.analytics.OutcomeNames;
import dev.parley.attempt.AttemptState;
import dev.parley.orchestrator.AttemptView;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskView;
import dev.parley.planning.CodingTask;
import java.util.List;
import java.util.Objects;

/** A task for programs: as in a tasks file, with where it stands. */
final class TaskJson {

  private TaskJson() {}

  static ObjectNode of(CodingTask task, RunState state) {
    var json = Answers.JSON.createObjectNode();
    json.put("id", task.id().value());
    json.put("title", task.title());
    json.put("description", task.description());
    json.put("type", task.type().wireName());
    texts(json.putArray("files_to_create"), task.filesToCreate());
    texts(json.putArray("files_to_modify"), task.filesToModify());
    texts(
        json.putArray("dependencies"), task.dependencies().stream().map(id -> id.value()).toList());
    texts(json.putArray("acceptance"), task.acceptance());
    texts(json.putArray("requirements"), task.requirements());
    json.put("status", state.status(task.id()).wireName());
    TaskView view = Objects.requireNonNull(state.tasks().get(task.id()));
    var attempts = json.putArray("attempts");
    view.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    return json;
  }

  private static ObjectNode attempt(AttemptView attempt) {
    var json = Answers.JSON.createObjectNode();
    json.put("number", attempt.id().number());
    json.put("started_at", attempt.startedAt().toString());
    json.put("state", attempt.state().inWord());
    if (attempt.state() instanceof AttemptState.Ended(var outcome)) {
      json.put("outcome", OutcomeNames.of(outcome));
      json.put("in_words", outcome.inWords());
    }
    return json;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
