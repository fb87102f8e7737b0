package dev.parley.app.run;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.app.terminal.Plain;
import dev.parley.app.wiring.ThreadPause;
import dev.parley.llm.Pause;
import dev.parley.meeting.HeardUtterance;
import dev.parley.meeting.LiveLines;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.MeetingService;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands over what a feed says to a meeting, on a thread of its own, until the feed says that the
 * meeting has ended, or somebody else ended it. A feed that cannot be read is tried again.
 */
final class MeetingFeed {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** Looks in a row that found nothing, after which what was held back is told. */
  private static final int IDLE_LOOKS = 20;

  private static final int BATCH = 500;

  private final MeetingService meetings;
  private final RunId meeting;
  private final FeedSource source;
  private final PrintWriter err;
  private final Pause pause = new ThreadPause();
  private LiveLines lines = new LiveLines(new JacksonLocatedJsonReader());
  private boolean toldTrouble;
  private int idle;

  /** A feed that is being listened to. */
  interface Listening extends AutoCloseable {

    /** Ends the listening, not the meeting. */
    @Override
    void close();
  }

  private MeetingFeed(MeetingService meetings, RunId meeting, FeedSource source, PrintWriter err) {
    this.meetings = meetings;
    this.meeting = meeting;
    this.source = source;
    this.err = err;
  }

  /** Begins to listen. */
  static Listening start(
      MeetingService meetings, RunId meeting, FeedSource source, PrintWriter err) {
    var feed = new MeetingFeed(meetings, meeting, source, err);
    var thread = Thread.ofPlatform().daemon().name("feed " + meeting).start(feed::listen);
    return thread::interrupt;
  }

  private void listen() {
    try (source) {
      boolean on = true;
      while (on) {
        on = goesOn();
      }
    } catch (ProblemException e) {
      boolean expected =
          e.problem().code() == Code.MEETING_ENDED || e.problem().code() == Code.INTERRUPTED;
      if (!expected) {
        err.println("parley: the feed broke off: " + Plain.lines(e.problem().message()));
      }
    } catch (IOException e) {
      err.println("parley: warning: " + Plain.line(String.valueOf(e.getMessage()), 200));
    }
    err.flush();
  }

  private boolean goesOn() {
    FeedSource.Came came;
    try {
      came = source.next();
      toldTrouble = false;
    } catch (IOException e) {
      came = FeedSource.Came.NOTHING;
      trouble(e);
    }
    if (came.again()) {
      lines = new LiveLines(new JacksonLocatedJsonReader());
    }
    var heard = new ArrayList<HeardUtterance>();
    came.lines().forEach(line -> heard.addAll(lines.line(line)));
    boolean nothing = came.lines().isEmpty() && !came.over();
    idle = nothing ? idle + 1 : 0;
    boolean over = came.over() || lines.ended();
    if (over || idle == IDLE_LOOKS) {
      heard.addAll(lines.flush());
    }
    say(heard);
    if (over) {
      boolean _ = meetings.end(meeting, "its feed");
      return false;
    }
    if (nothing) {
      pause.waitFor(INTERVAL);
    }
    return true;
  }

  private void say(List<HeardUtterance> heard) {
    for (int from = 0; from < heard.size(); from += BATCH) {
      var batch = heard.subList(from, Math.min(heard.size(), from + BATCH));
      int _ = meetings.say(meeting, batch);
    }
  }

  private void trouble(IOException e) {
    if (!toldTrouble) {
      err.println(
          "parley: warning: the feed cannot be read and is waited for: "
              + Plain.line(String.valueOf(e.getMessage()), 200));
      err.flush();
    }
    toldTrouble = true;
  }
}
