package dev.parley.orchestrator;

import dev.parley.model.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What users asked for, whether or not the tick has dealt with it: whoever asks says from which
 * position in the log on a wish still counts.
 *
 * @param cancelRun the newest wish to have all of it cancelled
 * @param cancelTasks the newest such wish of each task
 * @param retries the newest wish to have a task tried again
 * @param answers to what waits for approval, or edits of it, by where in the log that was asked
 *     for: the first one counts
 * @param resume the newest wish to go on
 * @param pause the newest wish to pause
 * @param stop the newest pull of the emergency stop
 */
public record Wishes(
    Optional<Wish<CommandPayload.CancelAsked>> cancelRun,
    Map<TaskId, Wish<CommandPayload.CancelAsked>> cancelTasks,
    Map<TaskId, Wish<CommandPayload.RetryAsked>> retries,
    Map<Long, CommandPayload.Answer> answers,
    Optional<Wish<CommandPayload.ResumeAsked>> resume,
    Optional<Wish<CommandPayload.PauseAsked>> pause,
    Optional<Wish<CommandPayload.StopAsked>> stop) {

  static final Wishes NONE =
      new Wishes(
          Optional.empty(),
          Map.of(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * A wish.
   *
   * @param position where in the log it stands
   */
  public record Wish<T extends CommandPayload>(T asked, long position) {

    boolean after(long other) {
      return position > other;
    }
  }

  /** The resume asked for after a position in the log. */
  Optional<CommandPayload.ResumeAsked> resumeAfter(long position) {
    return resume.filter(wish -> wish.after(position)).map(Wish::asked);
  }

  /** The pause asked for after a position in the log and after every resume. */
  Optional<CommandPayload.PauseAsked> pauseAfter(long position) {
    long resumed = resume.map(Wish::position).orElse(0L);
    return pause.filter(wish -> wish.after(Math.max(position, resumed))).map(Wish::asked);
  }

  /** The stop asked for after a position in the log. */
  Optional<CommandPayload.StopAsked> stopAfter(long position) {
    return stop.filter(wish -> wish.after(position)).map(Wish::asked);
  }

  /** Who wants a task cancelled, be it alone or with the run, since a position in the log. */
  Optional<String> cancelAfter(TaskId task, long position) {
    return cancelRunAfter(position)
        .or(() ->
            Optional.ofNullable(cancelTasks.get(task))
                .filter(wish -> wish.after(position))
                .map(wish -> wish.asked().by()));
  }

  /** Who wants the run cancelled since a position in the log. */
  Optional<String> cancelRunAfter(long position) {
    return cancelRun.filter(wish -> wish.after(position)).map(wish -> wish.asked().by());
  }

  /** The retry of a task asked for after a position in the log. */
  Optional<CommandPayload.RetryAsked> retryAfter(TaskId task, long position) {
    return Optional.ofNullable(retries.get(task))
        .filter(wish -> wish.after(position))
        .map(Wish::asked);
  }

  /** What was said to an approval. */
  Optional<CommandPayload.Answer> answerTo(Approval approval) {
    return Optional.ofNullable(answers.get(approval.asked()));
  }

  Wishes plus(CommandPayload asked, long position) {
    return switch (asked) {
      case CommandPayload.CancelAsked cancel when cancel.task().isPresent() ->
          new Wishes(
              cancelRun,
              with(cancelTasks, cancel.task().get(), new Wish<>(cancel, position)),
              retries,
              answers,
              resume,
              pause,
              stop);
      case CommandPayload.CancelAsked cancel ->
          new Wishes(wish(cancel, position), cancelTasks, retries, answers, resume, pause, stop);
      case CommandPayload.RetryAsked retry ->
          new Wishes(
              cancelRun,
              cancelTasks,
              with(retries, retry.task(), new Wish<>(retry, position)),
              answers,
              resume,
              pause,
              stop);
      case CommandPayload.Answer answer -> answered(answer);
      case CommandPayload.ResumeAsked go ->
          new Wishes(cancelRun, cancelTasks, retries, answers, wish(go, position), pause, stop);
      case CommandPayload.PauseAsked wait ->
          new Wishes(cancelRun, cancelTasks, retries, answers, resume, wish(wait, position), stop);
      case CommandPayload.StopAsked pulled ->
          new Wishes(
              cancelRun, cancelTasks, retries, answers, resume, pause, wish(pulled, position));
      case CommandPayload.BreakerReset _,
          CommandPayload.ForecastAccepted _,
          CommandPayload.ServiceAsked _ ->
          this;
    };
  }

  private Wishes answered(CommandPayload.Answer answer) {
    return answers.containsKey(answer.asked())
        ? this
        : new Wishes(
            cancelRun,
            cancelTasks,
            retries,
            with(answers, answer.asked(), answer),
            resume,
            pause,
            stop);
  }

  private static <T extends CommandPayload> Optional<Wish<T>> wish(T asked, long position) {
    return Optional.of(new Wish<>(asked, position));
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    var changed = new HashMap<>(map);
    changed.put(key, value);
    return Map.copyOf(changed);
  }
}
