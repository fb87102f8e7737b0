package dev.parley.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.AgentPayload;
import dev.parley.analytics.RunReport;
import dev.parley.attempt.AttemptPayload.CodingStarted;
import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.attempt.Outcome;
import dev.parley.event.Event;
import dev.parley.event.Payload;
import dev.parley.event.StreamId;
import dev.parley.git.Identity;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.Utterance;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.CommandPayload.ApprovalAnswered;
import dev.parley.orchestrator.CommandPayload.RetryAsked;
import dev.parley.orchestrator.RunPayload.ApprovalDecided;
import dev.parley.orchestrator.RunPayload.ApprovalRequested;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.orchestrator.RunPayload.PlanAdopted;
import dev.parley.orchestrator.RunPayload.RunStarted;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.RunState;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import dev.parley.safety.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in which everybody wrote what would do harm if it were taken for more than text. */
class EscapingTest {

  private static final String EVIL =
      "<script>alert(1)</script> \"' & [x](javascript:alert(1)) ![i](http://e) `c` | # \u001b[31m\u202e";

  private static final RunId RUN = new RunId("r1");
  private static final AttemptId ATTEMPT = new AttemptId(RUN, new TaskId("T1"), 1);

  private final List<Event> log = new ArrayList<>();
  private final Map<StreamId, Long> versions = new HashMap<>();
  @TempDir Path checkout;

  @BeforeEach
  void somethingHappened() {
    var model = ModelName.parse("anthropic/claude-haiku-4-5");
    var task =
        new CodingTask(
            new TaskId("T1"),
            EVIL,
            EVIL,
            TaskType.CREATION,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("R1"));
    var plan = new Plan(new TaskGraph(List.of(task)), Map.of("R2", EVIL), List.of(EVIL));
    var requirements =
        List.of(
            new Requirement("R1", EVIL, List.of(EVIL), List.of("U1")),
            new Requirement("R2", EVIL, List.of(), List.of("U1")));
    add(
        StreamId.run(RUN),
        new RunStarted(
            new RunRequest(
                checkout.toString(),
                "base",
                new Identity("Ada", "ada@example.org"),
                EVIL,
                "builtin",
                new RunRequest.Models(model, model, model, model),
                Limits.STANDARD,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of())));
    var said = new Utterance("U1", EVIL, Optional.empty(), EVIL, 1);
    add(StreamId.draft(RUN), new TranscriptRead(new Meeting(EVIL, List.of(said), List.of())));
    add(
        StreamId.draft(RUN),
        new RequirementsDrafted(new Prd(EVIL, requirements, List.of(), List.of(EVIL))));
    add(StreamId.draft(RUN), new PlanDrafted(plan));
    somebodyIsAsked();
    add(StreamId.run(RUN), new PlanAdopted(plan));
    add(StreamId.run(RUN), new AttemptStarted(ATTEMPT, List.of()));
    add(StreamId.attempt(ATTEMPT), new Picked(1, EVIL));
    add(StreamId.attempt(ATTEMPT), new CodingStarted());
    add(StreamId.telemetry(RUN), new AgentPayload.AgentSaid(ATTEMPT, EVIL + "\nline two"));
    add(
        StreamId.telemetry(RUN),
        new AgentPayload.ToolUsed(ATTEMPT, "run_command", EVIL, EVIL, false, 3));
    add(StreamId.attempt(ATTEMPT), new Ended(new Outcome.Rejected("review", List.of(EVIL))));
  }

  private void somebodyIsAsked() {
    var words = Optional.of(EVIL);
    add(StreamId.run(RUN), new ApprovalRequested(Optional.empty(), EVIL, List.of(EVIL)));
    add(
        StreamId.commands(RUN),
        new ApprovalAnswered(Optional.empty(), 5, true, Optional.empty(), words, EVIL));
    add(StreamId.run(RUN), new ApprovalDecided(Optional.empty(), true, words, EVIL));
    add(StreamId.commands(RUN), new RetryAsked(new TaskId("T1"), words, EVIL));
  }

  @Test
  void whatWaitsIsToldWithoutTerminalSequences() {
    log.removeIf(event -> event.payload() instanceof ApprovalDecided);
    log.removeIf(event -> event.payload() instanceof ApprovalAnswered);
    log.removeIf(event -> event.payload() instanceof PlanAdopted);

    var lines = ApprovalLines.waiting(RunState.of(log).orElseThrow());

    assertThat(lines).hasSize(3).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void thePageHoldsNoneOfItAsMarkup() {
    var html = ReportHtml.of(RunReport.of(log));

    assertThat(html)
        .doesNotContain("<script", "\u001b", "\u202e")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39; &amp;")
        .contains("default-src 'none'")
        .contains("color-scheme: light dark");
  }

  @Test
  void theMarkdownHoldsNoneOfItAsMarkup() {
    var markdown = ReportMarkdown.of(RunReport.of(log));

    assertThat(markdown)
        .doesNotContain("<script", "\u001b", "\u202e")
        .doesNotContainPattern("(?<!\\\\)\\]\\(")
        .doesNotContainPattern("(?<!\\\\)`c`")
        .contains("&lt;script&gt;");
  }

  @Test
  void theLogHoldsNoTerminalSequence() {
    var lines = log.stream().flatMap(event -> LogLines.of(event).stream()).toList();

    assertThat(lines).noneMatch(line -> line.contains("\u001b") || line.contains("\u202e"));
    assertThat(lines).contains("    line two");
  }

  @Test
  void everyFileIsWrittenAndIgnoredByGit() throws IOException {
    var folder = RunFolder.write(log);

    assertThat(checkout.resolve(".parley/.gitignore")).hasContent("*");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()))
          .containsExactlyInAnyOrder(
              "prd.md",
              "prd.json",
              "tasks.json",
              "report.md",
              "report.json",
              "report.html",
              "events.jsonl",
              "logs/T1-1.log");
    }
    assertThat(Files.readAllLines(folder.resolve("events.jsonl"))).hasSize(log.size());
    var report = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(report.path("tasks").path(0).path("attempts").path(0).path("outcome").asText())
        .isEqualTo("rejected_by_review");
    assertThat(report.path("analytics").properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "total_tasks",
            "completed_tasks",
            "failed_tasks",
            "success_rate",
            "average_attempts",
            "average_execution_time",
            "common_failures",
            "task_type_success_rates",
            "first_attempt",
            "stage_times",
            "failures");
  }

  @Test
  void anIgnoreFileOfTheUsersOwnIsLeftAlone() throws IOException {
    Files.createDirectories(checkout.resolve(".parley"));
    Files.writeString(checkout.resolve(".parley/.gitignore"), "runs/\n");

    var _ = RunFolder.write(log);

    assertThat(checkout.resolve(".parley/.gitignore")).hasContent("runs/");
  }

  @Test
  void followsNoLinkThatTheRepositoryBroughtAlong() throws IOException {
    var elsewhere = Files.createDirectories(checkout.resolve("elsewhere"));
    Files.createSymbolicLink(checkout.resolve(".parley"), elsewhere);

    assertThatThrownBy(() -> RunFolder.write(log)).hasMessageContaining(".parley is a link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void makesNoRepositoryThatIsGone() throws IOException {
    Files.delete(checkout);

    assertThatThrownBy(() -> RunFolder.write(log)).hasMessageContaining("is not there any more");
    assertThat(checkout).doesNotExist();
  }

  private void add(StreamId stream, Payload payload) {
    long version = versions.merge(stream, 1L, Long::sum);
    var time = Instant.parse("2026-08-01T10:00:00Z").plusSeconds(log.size());
    log.add(new Event(stream, version, log.size() + 1L, time, payload));
  }
}
