package dev.parley.meeting;

import java.util.List;
import java.util.Optional;

/**
 * A finished meeting.
 *
 * @param source file name or {@code -}, for messages
 * @param skipped what could not be read, by line
 */
public record Meeting(String source, List<Utterance> utterances, List<Skipped> skipped) {

  public Meeting {
    utterances = List.copyOf(utterances);
    skipped = List.copyOf(skipped);
  }

  /** A line that was passed over, and why. */
  public record Skipped(int line, String reason) {}

  public Optional<Utterance> utterance(String id) {
    return utterances.stream().filter(u -> u.id().equals(id)).findFirst();
  }
}
