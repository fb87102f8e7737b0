package dev.parley.app.run;

import dev.parley.app.config.ModelChoice;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.RunId;
import dev.parley.orchestrator.MeetingService;
import dev.parley.orchestrator.RunRequest.Live;
import dev.parley.orchestrator.RunState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;

/** {@code parley meeting start}, and going on with what it began. */
public final class MeetingJob {

  private static final String STANDARD_INPUT = "-";

  private final Surroundings surroundings;

  public MeetingJob(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Listens to a feed, and carries out in this process what the meeting comes to.
   *
   * @param feed a file that grows, or {@code -} for standard input
   * @return the exit code
   * @throws dev.parley.model.ProblemException as {@link RunJob#run}
   */
  public int follow(RunJob.Wish wish, String feed, Live.Start start) {
    boolean stream = feed.equals(STANDARD_INPUT);
    Optional<String> file =
        stream ? Optional.empty() : Optional.of(surroundings.resolve(Path.of(feed)).toString());
    var live = new Live(start, file);
    var job = new RunJob(surroundings);
    return job.carryOut(
        new RunJob.Work(feed, true, wish),
        (session, request) -> {
          var meeting = session.listen(request.listening(live));
          tellHow(meeting);
          var source =
              stream
                  ? new StreamSource(surroundings.in())
                  : new GrowingFile(Path.of(file.orElseThrow()));
          return listening(
              session, meeting, source, () -> job.watch(session, meeting, 0, wish.manner()));
        });
  }

  /**
   * Begins a meeting that a server carries out, or whoever resumes it.
   *
   * @param title for people
   * @throws dev.parley.model.ProblemException BAD_CONFIG, NO_MODEL, NO_IDENTITY, STORE_UNUSABLE
   */
  public RunId begin(RunJob.Wish wish, String title, Live.Start start) {
    var project = Project.at(surroundings, wish.folder(), wish.flags());
    project
        .warnings()
        .forEach(warning -> surroundings.err().println("parley: warning: " + warning));
    var models = ModelChoice.of(project.configuration().models(), surroundings.environment());
    var request = RunStart.request(project, models, title, wish);
    try (var meetings = StoredMeetings.open(surroundings)) {
      return meetings
          .service()
          .start(
              request.listening(new Live(start, Optional.empty())),
              new MeetingService.Start(surroundings.user(), Optional.empty(), true));
    }
  }

  /** Goes on listening to the file that was followed, if the run did and its meeting goes on. */
  int listening(RunSession session, RunState state, IntSupplier watching) {
    var follow = state.request().live().flatMap(Live::follow);
    boolean over =
        state.ended().isPresent() || state.live().filter(l -> !l.heard().ended()).isEmpty();
    if (over) {
      return watching.getAsInt();
    }
    tellHow(state.run());
    return follow.isEmpty()
        ? watching.getAsInt()
        : listening(session, state.run(), new GrowingFile(Path.of(follow.get())), watching);
  }

  private int listening(
      RunSession session, RunId meeting, FeedSource source, IntSupplier watching) {
    try (var _ = MeetingFeed.start(session.meetings(), meeting, source, surroundings.err())) {
      return watching.getAsInt();
    }
  }

  private void tellHow(RunId meeting) {
    surroundings
        .err()
        .println(
            "meeting %1$s (say something with: parley meeting say %1$s TEXT; end it with: parley"
                    .formatted(meeting)
                + " meeting end "
                + meeting
                + ")");
  }
}
