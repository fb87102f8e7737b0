package dev.parley.analytics;

import java.time.Instant;
import java.util.Optional;

/**
 * Which runs to look at: those that all of these are true of.
 *
 * @param meeting its id
 * @param repository the checkout's path, or the end of it from a folder's name on
 * @param model the coding model, as {@code provider/model}
 * @param since the run began then or later
 */
public record Selection(
    Optional<String> meeting,
    Optional<String> run,
    Optional<String> repository,
    Optional<String> model,
    Optional<String> agent,
    Optional<Instant> since) {

  /** All there are. */
  public static final Selection ALL =
      new Selection(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Whether the run is one of them. */
  public boolean includes(RunRecord record) {
    return meeting.stream()
            .allMatch(id -> record.meeting().map(MeetingRef::id).stream().anyMatch(id::equals))
        && run.stream().allMatch(record.run().value()::equals)
        && repository.stream().allMatch(path -> isOrEndsWith(record.repository(), path))
        && model.stream().allMatch(record.models().coding().toString()::equals)
        && agent.stream().allMatch(record.agent()::equals)
        && since.stream().noneMatch(record.startedAt()::isBefore);
  }

  private static boolean isOrEndsWith(String checkout, String path) {
    return checkout.equals(path) || checkout.endsWith("/" + path);
  }
}
