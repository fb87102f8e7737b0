package dev.parley.meeting;

import java.util.List;

/** WebVTT, as in the W3C's recommendation but forgiving: https://www.w3.org/TR/webvtt1/. */
final class WebVtt implements TranscriptFormat {

  @Override
  public boolean recognises(List<String> lines) {
    var first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    return first.equals("WEBVTT") || first.startsWith("WEBVTT ") || first.startsWith("WEBVTT\t");
  }

  @Override
  public void read(List<String> lines, UtteranceCollector collector) {
    new CueReader(lines, collector).read(afterHeader(lines));
  }

  /** The header ends at the first blank line, or where a cue begins that none precedes. */
  private static int afterHeader(List<String> lines) {
    int at = 0;
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
    at++;
    while (at < lines.size() && !lines.get(at).isBlank() && !CueReader.isTiming(lines.get(at))) {
      at++;
    }
    return at;
  }
}
