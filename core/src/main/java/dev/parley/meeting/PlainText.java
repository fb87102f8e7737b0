package dev.parley.meeting;

import java.util.List;
import java.util.Map;

/** Lines of {@code Name: words}, with a time before or behind the name or without. */
final class PlainText implements TranscriptFormat {

  @Override
  public boolean recognises(List<String> lines) {
    return true;
  }

  @Override
  public void read(List<String> lines, UtteranceCollector collector) {
    new ProseReader(lines, Map.of(), collector).read();
  }
}
