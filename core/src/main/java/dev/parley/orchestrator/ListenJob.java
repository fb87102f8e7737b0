package dev.parley.orchestrator;

import dev.parley.event.EventLog;
import dev.parley.event.Payload;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.meeting.LiveTranscript;
import dev.parley.meeting.MeetingPayload;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.DraftPayload.DraftFailed;
import dev.parley.orchestrator.DraftPayload.DraftPicked;
import dev.parley.orchestrator.DraftPayload.ListeningDone;
import dev.parley.orchestrator.DraftPayload.ListeningFailed;
import dev.parley.orchestrator.RunRequest.Live.Start;
import dev.parley.requirements.Prd;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import dev.parley.requirements.RequirementsPayload.RequirementsRevised;
import dev.parley.requirements.Revision;
import dev.parley.requirements.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One draft of a live meeting's requirements. It reads what was said so far, writes what follows
 * from it, and ends; nobody waits for words. The draft after the end is the last: with it the run
 * has a transcript and requirements like any other, and goes on to its plan. A draft that fails
 * before the end is made up for by the next.
 */
final class ListenJob {

  private static final Logger logger = LoggerFactory.getLogger(ListenJob.class);

  private final EventLog log;
  private final Engine engine;
  private final RunViews views;
  private final String worker;

  ListenJob(EventLog log, Engine engine, RunViews views, String worker) {
    this.log = log;
    this.engine = engine;
    this.views = views;
    this.worker = worker;
  }

  /** Everything said in a meeting, as its stream tells it. */
  static LiveTranscript transcript(EventLog log, RunId run) {
    var transcript = new LiveTranscript();
    for (var event : log.read(StreamId.meeting(run), 0)) {
      if (event.payload() instanceof MeetingPayload said) {
        transcript.on(said);
      }
    }
    return transcript;
  }

  void run(Job.Listen job, Stages stages) {
    if (isDone(views.of(job.run()).orElseThrow(), job)) {
      return;
    }
    var writer =
        StreamWriter.takeOver(
            log, engine, StreamId.draft(job.run()), epoch -> new DraftPicked(epoch, worker));
    var transcript = transcript(log, job.run());
    try {
      listen(job, stages, writer, transcript);
    } catch (ProblemException e) {
      if (e.problem().code() == Code.INTERRUPTED) {
        throw e;
      }
      writer.appendAndTick(failed(job, e.problem(), transcript));
    } catch (StaleWriteException e) {
      throw e;
    } catch (RuntimeException e) {
      logger.atError().setCause(e).log("listening broke");
      writer.appendAndTick(failed(job, Bug.problem(e), transcript));
    }
  }

  private static boolean isDone(RunState state, Job.Listen job) {
    var live = state.live().orElseThrow();
    boolean drafted = live.answered() >= job.number() && !live.closed();
    boolean planned = live.closed() && state.adopted();
    return drafted || planned || state.ended().isPresent();
  }

  /** After the end there is no next draft to make up for it. */
  private static DraftPayload failed(Job.Listen job, Problem problem, LiveTranscript transcript) {
    return transcript.ended()
        ? new DraftFailed(problem)
        : new ListeningFailed(job.number(), problem);
  }

  private void listen(
      Job.Listen job, Stages stages, StreamWriter writer, LiveTranscript transcript) {
    var state = now(job);
    if (!state.live().orElseThrow().closed()) {
      var revision = revision(state, job, stages, transcript, writer);
      writer.appendAndTick(new RequirementsRevised(revision));
      if (!transcript.ended()) {
        var planned = new ArrayList<>(settled(now(job), stages, writer));
        planned.add(new ListeningDone(job.number()));
        writer.appendAndTick(planned.toArray(Payload[]::new));
        return;
      }
      close(now(job), revision, transcript, stages, writer);
    }
    if (now(job).draft().forecast().isEmpty()) {
      DraftJob.draft(now(job), stages, writer);
    }
  }

  private RunState now(Job.Listen job) {
    return views.of(job.run()).orElseThrow();
  }

  /** Plans what the meeting has settled on, if that may start before its end. */
  private static List<Payload> settled(RunState state, Stages stages, StreamWriter writer) {
    if (!startsSettled(state)) {
      return List.of();
    }
    var live = state.live().orElseThrow();
    var planned = extending(state, stages, writer).plan(live.history().settled(live.heard()));
    return planned.isEmpty() ? DraftJob.forecastAgain(state, stages) : planned;
  }

  private static boolean startsSettled(RunState state) {
    boolean settled =
        state.request().live().filter(live -> live.start() == Start.SETTLED).isPresent();
    // A plan that somebody approves is one plan, and there is one once the meeting has ended.
    boolean whole = state.request().planOnly() || state.request().approvalPolicy().plan();
    return settled && !whole;
  }

  private static Extending extending(RunState state, Stages stages, StreamWriter writer) {
    return new Extending(
        state, stages, new CallContext(state.run(), Optional.empty(), writer.fence()));
  }

  /** The rest: with it the run has all that any other run has. */
  private static void close(
      RunState state,
      Revision revision,
      LiveTranscript transcript,
      Stages stages,
      StreamWriter writer) {
    var prd = decided(revision, state);
    var rest =
        state.draft().plan().isPresent()
            ? extending(state, stages, writer).plan(prd.requirements())
            : List.<Payload>of();
    var last = new ArrayList<Payload>();
    last.add(new TranscriptRead(transcript.meeting(state.request().source())));
    last.add(new RequirementsDrafted(prd));
    last.addAll(rest);
    writer.appendAndTick(last.toArray(Payload[]::new));
  }

  private static Revision revision(
      RunState state,
      Job.Listen job,
      Stages stages,
      LiveTranscript transcript,
      StreamWriter writer) {
    var meeting = transcript.meeting(state.request().source());
    if (meeting.utterances().isEmpty()) {
      throw new Problem(
              Code.TRANSCRIPT_EMPTY,
              "nobody said anything in the meeting " + state.run(),
              "End it for good with: parley cancel " + state.run())
          .raise();
    }
    var history = state.live().orElseThrow().history();
    var said = new Said(meeting, transcript.heard(), history, job.number());
    var context = new CallContext(state.run(), Optional.empty(), writer.fence());
    return stages
        .requirements()
        .revise(said, stages.profiles().at(state.request().base()), context);
  }

  private static Prd decided(Revision revision, RunState state) {
    if (revision.prd().requirements().isEmpty()) {
      throw new Problem(
              Code.MODEL_ANSWER_MALFORMED,
              "%s found nothing in the meeting %s that was decided to be built"
                  .formatted(state.request().models().requirements(), state.run()),
              "See what was heard with: parley report %1$s\nEnd it for good with: parley cancel %1$s"
                  .formatted(state.run()))
          .raise();
    }
    return revision.prd();
  }
}
