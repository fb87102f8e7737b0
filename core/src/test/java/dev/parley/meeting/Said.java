package dev.parley.meeting;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Short words for tests of transcripts. */
final class Said {

  private Said() {}

  static Meeting parse(String text) {
    return Transcripts.parse("meeting.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> lines(Meeting meeting) {
    return meeting.utterances().stream().map(u -> u.speaker() + ": " + u.text()).toList();
  }

  static Optional<Duration> said(Duration at) {
    return Optional.of(at);
  }

  static Optional<Duration> said(int seconds) {
    return said(Duration.ofSeconds(seconds));
  }
}
