package dev.parley.meeting;

import java.time.Duration;
import java.util.Optional;

/**
 * What one person said without pause.
 *
 * @param id {@code U1}, {@code U2}, ... in order of the transcript
 * @param speaker as the transcript names them; {@code Unknown} if it does not
 * @param at since the start of the meeting
 * @param line where it begins in the source, from 1
 */
public record Utterance(String id, String speaker, Optional<Duration> at, String text, int line) {

  /** When it was said, as it is shown. */
  public Optional<String> shownTime() {
    return at.map(Timestamp::shown);
  }

  /** As prompts and documents show it: {@code U3 [05:07] Anna Lee: We need CSV.} */
  public String shown() {
    var time = shownTime().map(t -> " [" + t + "]").orElse("");
    return id + time + " " + speaker + ": " + text;
  }
}
