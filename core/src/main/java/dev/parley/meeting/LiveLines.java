package dev.parley.meeting;

import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJsonReader;
import dev.parley.json.MalformedJsonException;
import dev.parley.meeting.UtteranceCollector.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads a transcript line by line while it grows: {@code Name: words}, {@code [00:05] Name: words},
 * the cues of WebVTT and SRT, and one JSON object a line. What cannot be read is passed over. Not
 * thread-safe.
 *
 * <p>A feed that begins again from its start gives the same utterances the same ids, so that what
 * was heard before is recognised: words without a time are named after the file's first line, their
 * own line, and how often that line stood there before.
 */
public final class LiveLines {

  /** Longer lines are cut by whoever reads the feed. */
  public static final int MAX_LINE_CHARS = 64 * 1024;

  /** Lines of one cue; a longer one goes on in the next. */
  private static final int MAX_CUE_LINES = 50;

  /** Different lines whose number is kept; beyond them a repeated line may pass as said once. */
  private static final int MAX_COUNTED = LiveTranscript.MAX_UTTERANCES;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private static final Pattern END =
      Pattern.compile(
          "(?:NOTE\\s+)?[\\[(<#*=\\-\\s]*(?:end of (?:the )?meeting|meeting ended"
              + "|end of transcript)[\\])>#*=\\-\\s.!]*");

  private final LocatedJsonReader json;
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<HeardUtterance> heard = new ArrayList<>();
  private final List<String> cue = new ArrayList<>();
  private Optional<Span> span = Optional.empty();
  private Optional<String> held = Optional.empty();
  private Optional<Duration> timeAhead = Optional.empty();
  private String first = "";
  private String speaker = UtteranceCollector.UNKNOWN;
  private boolean note;
  private boolean ended;

  /**
   * Reads a feed from its first line.
   *
   * @param json reads lines that are JSON
   */
  public LiveLines(LocatedJsonReader json) {
    this.json = json;
  }

  /** Whether a line said that the meeting has ended; what follows is not read. */
  public boolean ended() {
    return ended;
  }

  /**
   * Reads a line.
   *
   * @param line without its end
   * @return what is known to have been said now
   */
  public List<HeardUtterance> line(String line) {
    if (!ended) {
      read(line.replace("\uFEFF", "").strip());
    }
    return take();
  }

  /** What was still held back, as after the last line or when nothing came for a while. */
  public List<HeardUtterance> flush() {
    closeCue();
    return take();
  }

  private List<HeardUtterance> take() {
    var taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  private void read(String line) {
    first = first.isEmpty() ? line : first;
    if (line.isEmpty()) {
      closeCue();
      note = false;
    } else if (END.matcher(line.toLowerCase(Locale.ROOT)).matches()) {
      closeCue();
      ended = true;
    } else if (CueReader.isTiming(line) && CueReader.span(line).isPresent()) {
      // A number just before the times is the cue's.
      held = Optional.empty();
      closeCue();
      span = CueReader.span(line);
    } else if (span.isPresent()) {
      inCue(line);
    } else if (!note) {
      outsideCue(line);
    }
  }

  private void inCue(String line) {
    if (cue.size() == MAX_CUE_LINES) {
      var times = span;
      closeCue();
      span = times;
    }
    cue.add(line);
  }

  private void outsideCue(String line) {
    note = line.equals("NOTE") || line.startsWith("NOTE ") || line.equals("STYLE");
    if (note || line.startsWith("WEBVTT")) {
      return;
    }
    held.ifPresent(this::prose);
    held = Optional.empty();
    if (NUMBER.matcher(line).matches()) {
      held = Optional.of(line);
    } else if (line.startsWith("{")) {
      object(line);
    } else {
      prose(line);
    }
  }

  private void closeCue() {
    held.ifPresent(this::prose);
    held = Optional.empty();
    if (span.isPresent() && !cue.isEmpty()) {
      var collector = new UtteranceCollector();
      new CueWords(SpeakerLabels.of(cue), collector).read(1, span.get(), cue);
      var times = span.get();
      for (var said : collector.meeting("").utterances()) {
        speaker = named(said.speaker());
        add(Optional.of(times.start()), Optional.of(times.end()), said.text(), Optional.empty());
      }
    }
    cue.clear();
    span = Optional.empty();
  }

  /** Whoever spoke last goes on, if a cue does not say who speaks. */
  private String named(String name) {
    return name.equals(UtteranceCollector.UNKNOWN) ? speaker : name;
  }

  private void prose(String text) {
    var line = SpokenLine.of(text);
    if (line.unlabelled().isEmpty()) {
      timeAhead = line.at();
      return;
    }
    var at = line.at().or(() -> timeAhead);
    timeAhead = Optional.empty();
    var label = line.label().filter(SpeakerLabels.of(List.of(text))::isSpeaker);
    label.ifPresent(name -> speaker = name);
    var words = label.isPresent() ? line.text().strip() : line.unlabelled().strip();
    if (words.isEmpty()) {
      timeAhead = at;
    } else {
      add(at, Optional.empty(), words, at.isPresent() ? Optional.empty() : Optional.of(id(text)));
    }
  }

  private void object(String line) {
    try {
      if (json.read(line) instanceof Fields fields) {
        JsonTranscript.utterance(fields)
            .map(said ->
                said.externalId().isPresent() || said.at().isPresent()
                    ? said
                    : withId(said, id(line)))
            .ifPresent(this::addAll);
      }
    } catch (MalformedJsonException e) {
      // A line of a log, or one that was cut: nobody's words.
    }
  }

  private static HeardUtterance withId(HeardUtterance said, String id) {
    return new HeardUtterance(
        Optional.of(id), said.speaker(), said.at(), said.until(), said.text());
  }

  private String id(String line) {
    int count = counts.size() < MAX_COUNTED ? counts.merge(line, 1, Integer::sum) : 0;
    var name = first + "\n" + line + "\n" + count;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void add(
      Optional<Duration> at, Optional<Duration> until, String text, Optional<String> id) {
    addAll(new HeardUtterance(id, speaker, at, until, text));
  }

  /** A speech that is too long for one utterance goes on in another. */
  private void addAll(HeardUtterance said) {
    var collector = new UtteranceCollector();
    collector.say(1, said.at(), said.speaker(), said.text());
    var pieces = collector.meeting("").utterances();
    for (int i = 0; i < pieces.size(); i++) {
      var piece = Objects.requireNonNull(pieces.get(i));
      int number = i;
      var id = said.externalId().map(whole -> number == 0 ? whole : whole + "/" + number);
      heard.add(
          new HeardUtterance(id, said.speaker(), said.at(), said.until(), piece.text()).checked());
    }
  }
}
