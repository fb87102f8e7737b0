package dev.parley.app.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.meeting.Utterance;
import dev.parley.orchestrator.MeetingView;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunState;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import java.util.List;

/** Live meetings for programs. */
final class MeetingJson {

  private MeetingJson() {}

  static ObjectNode summary(RunState state) {
    var live = state.live().orElseThrow();
    var json = Answers.JSON.createObjectNode();
    json.put("meeting", state.run().value());
    json.put("title", state.request().source());
    json.put("repository", state.request().checkout());
    json.put("started_at", state.startedAt().toString());
    json.put("ended", live.heard().ended());
    json.put("utterances", live.heard().utterances());
    json.put(
        "requirements", live.history().current().map(Prd::requirements).map(List::size).orElse(0));
    json.put("outcome", state.atRest().map(RunOutcome::wireName).orElse("unfinished"));
    return json;
  }

  static ObjectNode of(MeetingView view) {
    var json = Answers.JSON.createObjectNode();
    json.put("meeting", view.meeting().value());
    json.put("title", view.source());
    json.put("started_at", view.startedAt().toString());
    json.put("ended", view.ended());
    json.put("drafting", view.drafting());
    json.put("drafts", view.revisions().size());
    json.put("outcome", view.outcome().map(RunOutcome::wireName).orElse("unfinished"));
    var utterances = json.putArray("utterances");
    view.utterances().forEach(utterance -> utterances.add(utterance(utterance)));
    requirements(
        json.putArray("requirements"),
        view.requirements().map(Prd::requirements).orElse(List.of()));
    requirements(json.putArray("withdrawn"), view.withdrawn());
    var questions = json.putArray("open_questions");
    view.requirements()
        .ifPresent(prd ->
            prd.openQuestions()
                .forEach(question -> {
                  var entry = questions.addObject().put("text", question.text());
                  texts(entry.putArray("cites"), question.cites());
                }));
    return json;
  }

  private static ObjectNode utterance(Utterance utterance) {
    var json = Answers.JSON.createObjectNode();
    json.put("id", utterance.id());
    json.put("speaker", utterance.speaker());
    utterance.at().ifPresent(at -> json.put("start", at.toMillis() / 1e3));
    json.put("text", utterance.text());
    return json;
  }

  private static void requirements(ArrayNode array, List<Requirement> requirements) {
    for (var requirement : requirements) {
      var json = array.addObject();
      json.put("id", requirement.id());
      json.put("text", requirement.text());
      texts(json.putArray("acceptance"), requirement.acceptance());
      texts(json.putArray("cites"), requirement.cites());
    }
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
