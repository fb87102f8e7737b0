package dev.parley.meeting;

import java.util.List;

/** SRT: numbered cues without a header. Also reads WebVTT whose header got lost. */
final class SubRip implements TranscriptFormat {

  private static final int LINES_LOOKED_AT = 20;

  @Override
  public boolean recognises(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .limit(LINES_LOOKED_AT)
        .anyMatch(line -> CueReader.span(line).isPresent());
  }

  @Override
  public void read(List<String> lines, UtteranceCollector collector) {
    new CueReader(lines, collector).read(0);
  }
}
