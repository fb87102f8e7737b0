package dev.parley.orchestrator;

import dev.parley.model.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What users asked for and the tick has not dealt with yet, or for good.
 *
 * @param cancelRun who wants all of it cancelled
 * @param cancelTasks who wants which tasks cancelled
 * @param resume the newest wish to go on
 * @param stop the newest pull of the emergency stop
 */
public record Wishes(
    Optional<String> cancelRun,
    Map<TaskId, String> cancelTasks,
    Optional<Wish<CommandPayload.ResumeAsked>> resume,
    Optional<Wish<CommandPayload.StopAsked>> stop) {

  static final Wishes NONE =
      new Wishes(Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

  /**
   * A wish.
   *
   * @param position where in the log it stands
   */
  public record Wish<T extends CommandPayload>(T asked, long position) {}

  /** The resume asked for after a position in the log. */
  Optional<CommandPayload.ResumeAsked> resumeAfter(long position) {
    return resume.filter(wish -> wish.position() > position).map(Wish::asked);
  }

  /** The stop asked for after a position in the log. */
  Optional<CommandPayload.StopAsked> stopAfter(long position) {
    return stop.filter(wish -> wish.position() > position).map(Wish::asked);
  }

  Wishes cancelled(CommandPayload.CancelAsked asked) {
    if (asked.task().isEmpty()) {
      return new Wishes(Optional.of(cancelRun.orElse(asked.by())), cancelTasks, resume, stop);
    }
    var tasks = new HashMap<>(cancelTasks);
    tasks.putIfAbsent(asked.task().get(), asked.by());
    return new Wishes(cancelRun, Map.copyOf(tasks), resume, stop);
  }

  Wishes resumed(CommandPayload.ResumeAsked asked, long position) {
    return new Wishes(cancelRun, cancelTasks, Optional.of(new Wish<>(asked, position)), stop);
  }

  Wishes stopped(CommandPayload.StopAsked asked, long position) {
    return new Wishes(cancelRun, cancelTasks, resume, Optional.of(new Wish<>(asked, position)));
  }
}
