package dev.parley.meeting;

import dev.parley.json.LocatedJson;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJson.Items;
import dev.parley.json.LocatedJson.Null;
import dev.parley.json.LocatedJson.Numeric;
import dev.parley.json.LocatedJson.Text;
import dev.parley.json.LocatedJson.Truth;
import dev.parley.json.LocatedJsonReader;
import dev.parley.json.MalformedJsonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON of transcription programs: a list of objects with words and, mostly, speaker and times, at
 * the top or below {@code segments}, {@code utterances} and the like (Whisper, AssemblyAI,
 * Deepgram, Otter); or one such object a line. Entries that are none are reported and passed over.
 */
final class JsonTranscript implements TranscriptFormat {

  private static final List<String> LISTS =
      List.of(
          "utterances",
          "segments",
          "monologues",
          "results",
          "transcript",
          "transcripts",
          "transcription",
          "entries",
          "messages",
          "items",
          "data");
  private static final List<String> SPEAKERS =
      List.of("speaker", "speaker_name", "speakerName", "speaker_label", "name", "participant");
  private static final List<String> IDS = List.of("id", "utterance_id", "segment_id", "uuid");
  private static final List<String> WORDS = List.of("text", "transcript", "content", "message");

  private final LocatedJsonReader reader;

  JsonTranscript(LocatedJsonReader reader) {
    this.reader = reader;
  }

  /** A bracket alone may also be a time: {@code [00:05] Anna: yes}. */
  @Override
  public boolean recognises(List<String> lines) {
    var start = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).limit(2).toList();
    if (start.isEmpty()) {
      return false;
    }
    var first = start.getFirst();
    var afterBracket = first.startsWith("[") ? first.substring(1).strip() : "";
    return first.startsWith("{")
        || afterBracket.startsWith("{")
        || (first.equals("[") && start.size() > 1 && start.get(1).startsWith("{"));
  }

  @Override
  public void read(List<String> lines, UtteranceCollector collector) {
    var entries = new ArrayList<Entry>();
    try {
      var root = reader.read(String.join("\n", lines));
      addAll(list(root, 0).orElseGet(() -> List.of(root)), 0, entries, collector);
    } catch (MalformedJsonException malformed) {
      if (!readLineByLine(lines, entries, collector)) {
        collector.skip(malformed.place().line(), "not JSON: " + malformed.getMessage());
      }
    }
    var unit = JsonTimes.unitOf(entries.stream().map(Entry::object).toList());
    entries.forEach(entry -> hand(entry, unit, collector));
  }

  /**
   * Something said.
   *
   * @param line of the file
   */
  private record Entry(int line, Fields object, String words) {}

  /** Returns false if not even the first line is an object of its own. */
  private boolean readLineByLine(
      List<String> lines, List<Entry> entries, UtteranceCollector collector) {
    boolean begun = false;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        addAll(List.of(reader.read(lines.get(i))), i, entries, collector);
        begun = true;
      } catch (MalformedJsonException malformed) {
        if (!begun) {
          return false;
        }
        collector.skip(i + 1, "not JSON: " + malformed.getMessage());
      }
    }
    return begun;
  }

  private static void addAll(
      List<LocatedJson> values,
      int linesBefore,
      List<Entry> entries,
      UtteranceCollector collector) {
    for (var value : values) {
      int line = linesBefore + value.place().line();
      var words =
          value instanceof Fields object ? firstText(object, WORDS) : Optional.<String>empty();
      if (value instanceof Fields object && words.isPresent()) {
        entries.add(new Entry(line, object, words.get()));
      } else {
        collector.skip(line, "an entry without words");
      }
    }
  }

  /**
   * One object as an utterance; empty if it has no words. Numbers are seconds, unless they are
   * whole and would be hours, or their name says milliseconds.
   */
  static Optional<HeardUtterance> utterance(Fields object) {
    return firstText(object, WORDS)
        .map(words -> {
          var unit = JsonTimes.unitOfOne(object);
          var span = unit.span(object);
          return new HeardUtterance(
              firstText(object, IDS).filter(id -> id.length() <= HeardUtterance.MAX_ID_CHARS),
              speaker(object).orElse(UtteranceCollector.UNKNOWN),
              unit.start(object).filter(JsonTranscript::inRange),
              span.map(UtteranceCollector.Span::end).filter(JsonTranscript::inRange),
              words);
        })
        .filter(said -> !said.text().isEmpty());
  }

  private static boolean inRange(Duration time) {
    return time.compareTo(HeardUtterance.MAX_TIME) <= 0;
  }

  private static void hand(Entry entry, JsonTimes.Unit unit, UtteranceCollector collector) {
    var speaker = speaker(entry.object()).orElse(UtteranceCollector.UNKNOWN);
    var span = unit.span(entry.object());
    if (span.isPresent()) {
      collector.cue(entry.line(), span.get(), speaker, entry.words());
    } else {
      collector.say(entry.line(), unit.start(entry.object()), speaker, entry.words());
    }
  }

  /** The list of what was said: the value itself, or what stands below a known name. */
  private static Optional<List<LocatedJson>> list(LocatedJson value, int depth) {
    if (value instanceof Items items) {
      return Optional.of(items.values());
    }
    if (value instanceof Fields object && depth < 3) {
      for (var name : LISTS) {
        var found = object.value(name).flatMap(inner -> list(inner, depth + 1));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> speaker(Fields object) {
    for (var name : SPEAKERS) {
      var value = object.value(name);
      if (value.isPresent()) {
        return value.flatMap(JsonTranscript::speakerOf);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> speakerOf(LocatedJson value) {
    return switch (value) {
      case Text(_, var text) -> Optional.of(text);
      case Numeric(_, var number) -> Optional.of("Speaker " + number.toPlainString());
      case Fields object -> firstText(object, List.of("name", "id", "label"));
      case Truth _, Null _, Items _ -> Optional.empty();
    };
  }

  private static Optional<String> firstText(Fields object, List<String> names) {
    return names.stream()
        .flatMap(name -> object.value(name).stream())
        .filter(Text.class::isInstance)
        .map(value -> ((Text) value).value())
        .filter(text -> !text.isBlank())
        .findFirst();
  }
}
