package dev.parley.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.StreamId;
import dev.parley.git.Identity;
import dev.parley.meeting.HeardUtterance;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.Utterance;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.CommandPayload.ServiceAsked;
import dev.parley.orchestrator.MeetingService;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.RunService;
import dev.parley.orchestrator.RunViews;
import dev.parley.safety.Limits;
import dev.parley.testkit.CountingIds;
import dev.parley.testkit.InMemoryEngine;
import dev.parley.testkit.InMemoryEventLog;
import dev.parley.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeetingServiceTest {

  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final InMemoryEventLog log = new InMemoryEventLog(clock);
  private final InMemoryEngine engine = new InMemoryEngine();
  private final RunViews views = new RunViews(log);
  private final MeetingService meetings = new MeetingService(log, engine, views, new CountingIds());
  private RunId meeting = new RunId("none");

  @BeforeEach
  void start() {
    meeting = meetings.start(request(), new MeetingService.Start("user", Optional.empty(), false));
  }

  @Test
  void hearsWhatIsNewAndWritesNothingForWhatIsNot() {
    assertThat(meetings.say(meeting, List.of(said(1, "a"), said(2, "b")))).isEqualTo(2);
    assertThat(meetings.say(meeting, List.of(said(2, "b"), said(1, "a")))).isZero();
    assertThat(meetings.say(meeting, List.of(said(2, "b"), said(3, "c"), said(3, "c")))).isOne();

    assertThat(log.read(StreamId.meeting(meeting), 0)).hasSize(2);
    assertThat(texts()).containsExactly("a", "b", "c");
  }

  @Test
  void anotherServiceKnowsTheSame() {
    meetings.say(meeting, List.of(said(1, "a")));
    var other = new MeetingService(log, engine, new RunViews(log), new CountingIds());

    assertThat(other.say(meeting, List.of(said(1, "a"), said(2, "b")))).isOne();
    assertThat(meetings.say(meeting, List.of(said(2, "b")))).isZero();
  }

  @Test
  void endsOnce() {
    meetings.say(meeting, List.of(said(1, "a")));

    assertThat(meetings.end(meeting, "user")).isTrue();
    assertThat(meetings.end(meeting, "user")).isFalse();
    assertThatThrownBy(() -> meetings.say(meeting, List.of(said(2, "b"))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(Code.MEETING_ENDED));
    assertThatThrownBy(() -> meetings.rename(meeting, "Ada", "Eve", "user"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(Code.MEETING_ENDED));
  }

  @Test
  void renamesWhomItHeard() {
    meetings.say(meeting, List.of(said(1, "a")));

    assertThat(meetings.rename(meeting, "Nobody", "Eve", "user")).isFalse();
    assertThat(meetings.rename(meeting, "Ada", "Eve", "user")).isTrue();
    assertThat(meetings.view(meeting).utterances())
        .extracting(Utterance::speaker)
        .containsExactly("Eve");
  }

  @Test
  void refusesWhatItCannotTakeAndThenTakesNothing() {
    var tooLong = said(1, "x".repeat(HeardUtterance.MAX_CHARS + 1));

    assertThatThrownBy(() -> meetings.say(meeting, List.of(said(2, "b"), tooLong)))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(Code.BAD_INPUT));
    assertThat(texts()).isEmpty();
  }

  @Test
  void knowsNoMeetingThatIsNone() {
    var plain =
        new RunService(log, engine, views, () -> "plain")
            .start(request(false), new TranscriptRead(new Meeting("m", List.of(), List.of())));

    assertThatThrownBy(() -> meetings.say(plain, List.of(said(1, "a"))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(Code.UNKNOWN_MEETING));
    assertThatThrownBy(() -> meetings.view(new RunId("none")))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(Code.UNKNOWN_MEETING));
    assertThat(meetings.list()).extracting(state -> state.run()).containsExactly(meeting);
  }

  @Test
  void leavesItToTheServerIfAsked() {
    var other = meetings.start(request(), new MeetingService.Start("user", Optional.empty(), true));

    assertThat(log.read(StreamId.commands(other), 0))
        .extracting(event -> (Object) event.payload())
        .containsExactly(new ServiceAsked("user"));
    assertThat(log.read(StreamId.commands(meeting), 0)).isEmpty();
  }

  @Test
  void losesNothingOfWhatManySayAtOnce() throws Exception {
    int speakers = 8;
    int each = 25;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<Integer>>();
      for (int s = 0; s < speakers; s++) {
        int speaker = s;
        futures.add(
            threads.submit(() -> {
              int fresh = 0;
              for (int i = 0; i < each; i++) {
                fresh += meetings.say(meeting, List.of(said(speaker * each + i, "word")));
              }
              return fresh;
            }));
      }
      for (var future : futures) {
        assertThat(future.get()).isEqualTo(each);
      }
    }

    assertThat(meetings.view(meeting).utterances())
        .hasSize(speakers * each)
        .isSortedAccordingTo((a, b) -> a.at().orElseThrow().compareTo(b.at().orElseThrow()));
  }

  private List<String> texts() {
    return meetings.view(meeting).utterances().stream().map(Utterance::text).toList();
  }

  private static Code codeOf(Throwable thrown) {
    return ((ProblemException) thrown).problem().code();
  }

  private static HeardUtterance said(int second, String text) {
    var at = Optional.of(Duration.ofSeconds(second));
    return new HeardUtterance(Optional.empty(), "Ada", at, Optional.empty(), text);
  }

  private static RunRequest request() {
    return request(true);
  }

  private static RunRequest request(boolean live) {
    var model = new ModelName("simulated", "model");
    var request =
        new RunRequest(
            "/simulated",
            "base",
            new Identity("User", "user@example.com"),
            "live meeting",
            "simulated",
            new RunRequest.Models(model, model, model, model),
            Limits.STANDARD,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            List.of());
    var listening = new RunRequest.Live(RunRequest.Live.Start.END, Optional.empty());
    return live ? request.listening(listening) : request;
  }
}
