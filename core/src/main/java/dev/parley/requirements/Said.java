package dev.parley.requirements;

import dev.parley.meeting.LiveTranscript.Heard;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.Utterance;
import java.util.List;
import java.util.TreeSet;

/**
 * A meeting that is still going on, to be drafted from.
 *
 * @param meeting all that was said so far
 * @param heard how much that is
 * @param before what earlier drafts made of it
 * @param number of this draft, from 1
 */
public record Said(Meeting meeting, Heard heard, RequirementsHistory before, int number) {

  /** Stands before the speaker of what is shown again. */
  static final String READ_BEFORE = "(read before)";

  /** Utterances shown before each new one, so that an answer has its question. */
  private static final int BEFORE = 6;

  /** Utterances shown behind one that came late. */
  private static final int BEHIND = 2;

  /** Whether anything was said that no draft has read. */
  boolean anythingNew() {
    return heard.utterances() > before.heard().utterances();
  }

  /** What no draft has read, with what was said around it, in the order of time. */
  Meeting unread() {
    var all = meeting.utterances();
    var shown = new TreeSet<Integer>();
    for (int i = 0; i < all.size(); i++) {
      if (isNew(all.get(i))) {
        for (int near = Math.max(0, i - BEFORE); near <= i + BEHIND && near < all.size(); near++) {
          shown.add(near);
        }
      }
    }
    var utterances =
        shown.stream().map(all::get).map(u -> isNew(u) ? unmarked(u) : marked(u)).toList();
    return new Meeting(meeting.source(), utterances, List.of());
  }

  /** Nobody calls themselves read before, to be passed over. */
  private static Utterance unmarked(Utterance said) {
    return named(said, said.speaker().replace(READ_BEFORE, ""));
  }

  /** What it decided the document holds already, or no longer. */
  private static Utterance marked(Utterance read) {
    return named(read, READ_BEFORE + " " + read.speaker());
  }

  private static Utterance named(Utterance said, String speaker) {
    return new Utterance(said.id(), speaker, said.at(), said.text(), said.line());
  }

  /** The number of a live utterance stands for its place in the source. */
  private boolean isNew(Utterance utterance) {
    return utterance.line() > before.heard().utterances();
  }
}
