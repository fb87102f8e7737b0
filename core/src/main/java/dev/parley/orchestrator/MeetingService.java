package dev.parley.orchestrator;

import static dev.parley.model.Require.require;

import dev.parley.event.Event;
import dev.parley.event.EventLog;
import dev.parley.event.Payload;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.event.Transaction;
import dev.parley.meeting.HeardUtterance;
import dev.parley.meeting.LiveTranscript;
import dev.parley.meeting.MeetingPayload.MeetingEnded;
import dev.parley.meeting.MeetingPayload.SpeakerRenamed;
import dev.parley.meeting.MeetingPayload.UtterancesHeard;
import dev.parley.model.Code;
import dev.parley.model.IdSource;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.requirements.RequirementsPayload.RequirementsRevised;
import dev.parley.requirements.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may be asked of live meetings, from whatever surface. A live meeting is a run: its id is the
 * run's, and whatever is asked of runs may be asked of it. Thread-safe.
 */
public final class MeetingService {

  /** Utterances handed over at a time; more are refused. */
  public static final int MAX_BATCH = 1_000;

  private static final int TRIES_MAX = 500;

  private final EventLog log;
  private final Engine engine;
  private final RunViews views;
  private final IdSource ids;
  private final KnownTranscripts transcripts;

  public MeetingService(EventLog log, Engine engine, RunViews views, IdSource ids) {
    this.log = log;
    this.engine = engine;
    this.views = views;
    this.ids = ids;
    this.transcripts = new KnownTranscripts(log);
  }

  /**
   * How a meeting is begun.
   *
   * @param by who wants it, for the log
   * @param traceParent the span it is a part of, as W3C Trace Context writes it
   * @param service whether a server shall carry it out; otherwise whoever serves the run does
   */
  public record Start(String by, Optional<String> traceParent, boolean service) {}

  /**
   * Begins to listen: the codebase is analysed at once.
   *
   * @param request with a live part
   * @return the meeting's id, which is its run's
   */
  public RunId start(RunRequest request, Start start) {
    require(request.live().isPresent(), "no request for a live meeting");
    var meeting = new RunId(ids.next());
    return log.transact(transaction -> {
      var started = new RunPayload.RunStarted(request, start.traceParent());
      transaction.append(StreamId.run(meeting), 0, List.of(started));
      if (start.service()) {
        var asked = new CommandPayload.ServiceAsked(start.by());
        transaction.append(StreamId.commands(meeting), List.of(asked));
      }
      engine.enqueue(transaction, new Job.Draft(meeting));
      return meeting;
    });
  }

  /**
   * Hands over what was said, in whatever order. What was handed over before is passed over.
   *
   * @return how many of them were new
   * @throws dev.parley.model.ProblemException UNKNOWN_MEETING; MEETING_ENDED; BAD_INPUT if one of
   *     them cannot be taken, in which case none is, or if the meeting is full
   */
  public int say(RunId meeting, List<HeardUtterance> utterances) {
    if (utterances.size() > MAX_BATCH) {
      throw new Problem(
              Code.BAD_INPUT,
              "%d utterances at a time; at most %d".formatted(utterances.size(), MAX_BATCH),
              "Hand them over in smaller parts.")
          .raise();
    }
    var checked = utterances.stream().map(HeardUtterance::checked).toList();
    return tell(
        meeting,
        transcript -> {
          requireRoom(transcript);
          int fresh = transcript.newIn(checked);
          return new Told<>(
              fresh == 0 ? Optional.empty() : Optional.of(new UtterancesHeard(checked)), fresh);
        });
  }

  /**
   * Gives a speaker another name, in what they said and what they will say.
   *
   * @return whether anybody was heard under the old name
   * @throws dev.parley.model.ProblemException UNKNOWN_MEETING; MEETING_ENDED; BAD_INPUT if a name
   *     is blank
   */
  public boolean rename(RunId meeting, String from, String to, String by) {
    if (from.isBlank() || to.isBlank()) {
      throw new Problem(
              Code.BAD_INPUT, "a speaker's name is blank", "Give the old name and the new one.")
          .raise();
    }
    var renamed =
        new SpeakerRenamed(HeardUtterance.speakerName(from), HeardUtterance.speakerName(to), by);
    return tell(
        meeting,
        transcript -> {
          boolean known = transcript.knows(renamed.from());
          return new Told<>(known ? Optional.of(renamed) : Optional.empty(), known);
        });
  }

  /**
   * Ends the meeting: the rest of it is drafted, and the run goes on to its plan.
   *
   * @return false if it had ended before
   * @throws dev.parley.model.ProblemException UNKNOWN_MEETING
   */
  public boolean end(RunId meeting, String by) {
    var state = find(meeting);
    if (state.live().orElseThrow().heard().ended() || state.ended().isPresent()) {
      return false;
    }
    try {
      return tell(meeting, _ -> new Told<>(Optional.of(new MeetingEnded(by)), true));
    } catch (ProblemException e) {
      if (e.problem().code() == Code.MEETING_ENDED) {
        return false;
      }
      throw e;
    }
  }

  /** The meetings there are, oldest first, those that have ended as well. */
  public List<RunState> list() {
    return log.runs().stream()
        .filter(run -> isLive(log.read(StreamId.run(run), 0)))
        .flatMap(run -> views.of(run).stream())
        .toList();
  }

  private static boolean isLive(List<Event> decisions) {
    return !decisions.isEmpty()
        && decisions.getFirst().payload() instanceof RunPayload.RunStarted started
        && started.request().live().isPresent();
  }

  /**
   * What was said, and what the drafts made of it.
   *
   * @throws dev.parley.model.ProblemException UNKNOWN_MEETING
   */
  public MeetingView view(RunId meeting) {
    var state = find(meeting);
    var live = state.live().orElseThrow();
    var revisions = new ArrayList<Revision>();
    for (var event : log.read(StreamId.draft(meeting), 0)) {
      if (event.payload() instanceof RequirementsRevised(var revision)) {
        revisions.add(revision);
      }
    }
    return new MeetingView(
        meeting,
        state.request().source(),
        state.startedAt(),
        live.heard().ended(),
        transcripts.look(meeting, (transcript, _) -> transcript.utterances()),
        live.history().current(),
        live.history().withdrawn(),
        revisions,
        live.drafting(),
        state.atRest());
  }

  /**
   * What is to be appended, and what the caller hears.
   *
   * @param payload empty if there is nothing new to say
   */
  private record Told<T>(Optional<Payload> payload, T answer) {}

  /** What was made of a transcript at a version. */
  private record Look<T>(Told<T> told, long version) {}

  private static <T> Optional<Look<T>> look(
      LiveTranscript transcript, long version, Function<LiveTranscript, Told<T>> what) {
    return transcript.ended()
        ? Optional.empty()
        : Optional.of(new Look<>(what.apply(transcript), version));
  }

  /** Appends at the version that was looked at: nothing comes behind the end of a meeting. */
  private <T> T tell(RunId meeting, Function<LiveTranscript, Told<T>> what) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      requireGoingOn(find(meeting));
      var look =
          transcripts.look(meeting, (transcript, version) -> look(transcript, version, what));
      if (look.isEmpty()) {
        throw ended(meeting);
      }
      var told = look.get().told();
      if (told.payload().isEmpty()) {
        return told.answer();
      }
      try {
        log.transact(transaction -> append(transaction, meeting, look.get().version(), told));
        return told.answer();
      } catch (StaleWriteException e) {
        // Somebody else said something first; look again.
      }
    }
    throw new Problem(
            Code.INTERNAL, "the meeting " + meeting + " does not hold still", "Try again.")
        .raise();
  }

  private long append(Transaction transaction, RunId meeting, long version, Told<?> told) {
    var stream = StreamId.meeting(meeting);
    long after = transaction.append(stream, version, List.of(told.payload().orElseThrow()));
    engine.enqueue(transaction, new Job.Tick(meeting, "meeting:" + after));
    return after;
  }

  private RunState find(RunId meeting) {
    return views
        .of(meeting)
        .filter(state -> state.live().isPresent())
        .orElseThrow(() ->
            new Problem(
                    Code.UNKNOWN_MEETING,
                    "there is no live meeting " + meeting,
                    "See those there are with: parley meeting list")
                .raise());
  }

  private static void requireGoingOn(RunState state) {
    if (state.ended().isPresent()) {
      throw ended(state.run());
    }
  }

  private static RuntimeException ended(RunId meeting) {
    return new Problem(
            Code.MEETING_ENDED,
            "the meeting " + meeting + " has ended; nothing more can be said in it",
            "Begin another with: parley meeting start")
        .raise();
  }

  private static void requireRoom(LiveTranscript transcript) {
    if (transcript.full()) {
      throw new Problem(
              Code.BAD_INPUT,
              "the meeting is full: at most %d utterances and %d characters"
                  .formatted(LiveTranscript.MAX_UTTERANCES, LiveTranscript.MAX_CHARS),
              "End it with 'parley meeting end' and begin another.")
          .raise();
    }
  }
}
