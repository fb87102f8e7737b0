package dev.parley.meeting;

import dev.parley.json.LocatedJsonReader;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a transcript in whatever format it is written. What cannot be read is passed over and
 * reported by line in {@link Meeting#skipped}; only a file without a single utterance is a problem.
 *
 * <p>Time and memory are linear in the size of the file. Bounds: {@link #MAX_BYTES}, {@link
 * UtteranceCollector#MAX_UTTERANCES}, {@link UtteranceCollector#MAX_UTTERANCE_CHARS}, {@link
 * UtteranceCollector#MAX_SKIPPED}.
 */
public final class Transcripts {

  /** Larger files are refused: a meeting of a whole day is below 2 MiB. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  /** The first that recognises a text reads it; plain text recognises everything. */
  private static final List<TranscriptFormat> FORMATS =
      List.of(new WebVtt(), new SubRip(), new MarkdownMinutes(), new PlainText());

  private static final String REMEDY =
      "Give a transcript in which somebody speaks: WebVTT, SRT, JSON, Markdown minutes, or lines of"
          + " 'Name: words'.";

  private Transcripts() {}

  /**
   * The meeting a file describes, in any format.
   *
   * @param json reads the formats that are JSON
   * @see #parse(String, byte[])
   */
  public static Meeting parse(String source, byte[] content, LocatedJsonReader json) {
    var formats = new ArrayList<TranscriptFormat>();
    formats.add(new JsonTranscript(json));
    formats.addAll(FORMATS);
    return parse(source, content, formats);
  }

  /**
   * The meeting a file describes, unless it is JSON.
   *
   * @param source file name or {@code -}, for messages
   * @throws dev.parley.model.ProblemException TRANSCRIPT_EMPTY if nobody says anything in it;
   *     BAD_INPUT if it is larger than {@link #MAX_BYTES} or is no text
   */
  public static Meeting parse(String source, byte[] content) {
    return parse(source, content, FORMATS);
  }

  private static Meeting parse(String source, byte[] content, List<TranscriptFormat> formats) {
    if (content.length > MAX_BYTES) {
      throw new Problem(
              Code.BAD_INPUT,
              "%s has %d bytes; a transcript may have %d"
                  .formatted(source, content.length, MAX_BYTES),
              "Cut it into several meetings and run each.")
          .raise();
    }
    if (SourceText.isBinary(content)) {
      throw new Problem(Code.BAD_INPUT, source + " is not text", REMEDY).raise();
    }
    var text = SourceText.decode(content);
    var collector = new UtteranceCollector();
    text.skipped().forEach(collector::skip);
    formats.stream()
        .filter(format -> format.recognises(text.lines()))
        .findFirst()
        .orElseThrow()
        .read(text.lines(), collector);
    var meeting = collector.meeting(source);
    if (meeting.utterances().isEmpty()) {
      throw empty(meeting).raise();
    }
    return meeting;
  }

  private static Problem empty(Meeting meeting) {
    var message = new StringBuilder(meeting.source()).append(" contains no utterance");
    if (!meeting.skipped().isEmpty()) {
      var first = meeting.skipped().getFirst();
      message.append("; line ").append(first.line()).append(": ").append(first.reason());
    }
    return new Problem(Code.TRANSCRIPT_EMPTY, message.toString(), REMEDY);
  }
}
