package dev.parley.testkit.sim;

import dev.parley.meeting.HeardUtterance;
import dev.parley.testkit.modelserver.ScriptedMinutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A meeting drawn from a seed: subjects are decided, decided anew and taken back, with talk in
 * between. It comes in batches, of which some come twice; words that decide nothing come late.
 */
final class TalkScript {

  private static final List<String> SUBJECTS =
      List.of("export", "totals", "greeting", "search", "themes", "backup");

  private final Random random;
  private final ScriptedMinutes.Builder minutes = ScriptedMinutes.builder();
  private final Map<String, String> standing = new LinkedHashMap<>();
  private final List<List<HeardUtterance>> batches = new ArrayList<>();

  /**
   * @param length in minutes
   */
  TalkScript(long seed, int length) {
    this.random = new Random(seed * 7 + 3);
    var late = new ArrayList<HeardUtterance>();
    for (int minute = 0; minute < length; minute++) {
      var batch = new ArrayList<HeardUtterance>();
      batch.add(decisionOrTalk(minute));
      var talk = said("Ben", minute * 60 + 30, "Talk about the weather of minute " + minute + ".");
      (random.nextInt(4) == 0 ? late : batch).add(talk);
      if (random.nextInt(3) == 0) {
        batch.addAll(late);
        late.clear();
      }
      batches.add(batch);
      if (random.nextInt(4) == 0) {
        batches.add(batch);
      }
    }
    // A meeting that decides nothing comes to nothing.
    batches.add(List.of(decides("export", length * 60)));
  }

  private HeardUtterance decisionOrTalk(int minute) {
    var subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    int second = minute * 60;
    return switch (random.nextInt(6)) {
      case 0, 1 -> decides(subject, second);
      case 2 -> takesBack(subject, second);
      default ->
          said(
              "Cleo",
              second,
              "Agreed, as we said before, and now for something else " + second + ".");
    };
  }

  private HeardUtterance decides(String subject, int second) {
    var words = "let's build " + subject + " as of " + second;
    var text = "Build " + subject + " as of second " + second + ".";
    minutes.decides(words, subject, text);
    standing.put(subject, text);
    return said("Ada", second, "Decided, " + words + ", this is what we all agreed on just now.");
  }

  private HeardUtterance takesBack(String subject, int second) {
    var words = "drop the " + subject + " of " + second;
    minutes.reverses(words, subject);
    standing.remove(subject);
    return said("Ada", second, "Scratch that, " + words + ", nobody here needs it after all.");
  }

  private static HeardUtterance said(String speaker, int second, String text) {
    var at = Optional.of(Duration.ofSeconds(second));
    return new HeardUtterance(Optional.empty(), speaker, at, Optional.empty(), text);
  }

  /** As they come. */
  List<List<HeardUtterance>> batches() {
    return batches;
  }

  /** What stands at the end, by subject. */
  Map<String, String> standing() {
    return standing;
  }

  /** A model that understands the meeting. */
  ScriptedMinutes minutes() {
    return minutes.build();
  }
}
