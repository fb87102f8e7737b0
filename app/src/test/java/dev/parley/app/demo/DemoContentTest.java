package dev.parley.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.Transcripts;
import dev.parley.meeting.Utterance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoContentTest {

  private final DemoContent content = DemoContent.bundled();
  private final Meeting meeting =
      Transcripts.parse(DemoContent.TRANSCRIPT, content.transcript().getBytes(UTF_8));
  private final Answers answers = new Answers();

  @Test
  void bringsTheWholeSampleRepository() {
    assertThat(content.repository())
        .containsKeys(".gitignore", "AGENTS.md", "test.sh", "src/teatime/Main.java")
        .doesNotContainKey("build");
  }

  @Test
  void isAMeetingOfFourThatTakesSixMinutes() {
    assertThat(meeting.skipped()).isEmpty();
    assertThat(meeting.utterances().stream().map(Utterance::speaker).distinct())
        .containsExactlyInAnyOrder("Maya", "Tom", "Priya", "Jonas");
    assertThat(meeting.utterances().getLast().at().orElseThrow())
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(8));
  }

  @Test
  void citesWhatWasSaidForEachRequirement() {
    assertThat(cited("requirements", 0)).contains("eleven cents short", "From the top, then.");
    assertThat(cited("requirements", 1)).contains("print the payments", "Teatime settle");
    assertThat(cited("requirements", 3)).contains("CSV", "Mind the commas");
    assertThat(cited("requirements", 4)).contains("bad line", "Which line, and what's wrong");
    assertThat(cited("requirements", 5)).contains("write into the readme");
  }

  @Test
  void followsTheDecisionThatWasTakenBack() {
    var parts = answers.only("requirements").path("requirements").path(2);

    assertThat(parts.path("text").asText()).contains("Jonas x2").contains("withdrawn");
    assertThat(cited("requirements", 2)).contains("no percentages, forget those", "One part, yes.");
  }

  @Test
  void leavesTheOpenQuestionOpen() {
    assertThat(cited("open_questions", 0)).contains("francs", "we leave that open");
    assertThat(answers.only("planning").toString()).doesNotContain("franc");
  }

  @Test
  void plansATaskForEachRequirementAndSomeInParallel() {
    var requirements = answers.only("requirements").path("requirements").findValuesAsText("id");
    var tasks = answers.only("planning").path("tasks");
    var covered = new HashSet<String>();
    var atOnce = new ArrayList<String>();
    for (var task : tasks) {
      task.path("requirements").forEach(requirement -> covered.add(requirement.asText()));
      if (task.path("dependencies").isEmpty()) {
        atOnce.add(task.path("id").asText());
      }
    }

    assertThat(covered).containsExactlyInAnyOrderElementsOf(requirements);
    assertThat(atOnce).containsExactly("T1", "T2", "T3", "T5");
  }

  @Test
  void endsEachCodingSessionByFinishing() {
    for (var task : List.of("T1", "T2", "T3", "T4", "T5", "T6")) {
      for (int attempt = 1; attempt <= 3; attempt++) {
        assertThat(answers.calls(task, attempt).getLast().path("name").asText())
            .as("%s, attempt %d", task, attempt)
            .isEqualTo("finish");
      }
    }
  }

  /** All that the citations of one entry quote. */
  private String cited(String list, int index) {
    Map<String, Utterance> byId =
        meeting.utterances().stream().collect(Collectors.toMap(Utterance::id, Function.identity()));
    var quoted = new ArrayList<String>();
    for (JsonNode id : answers.only("requirements").path(list).path(index).path("cites")) {
      quoted.add(Objects.requireNonNull(byId.get(id.asText()), id.asText()).text());
    }
    return String.join("\n", quoted);
  }
}
