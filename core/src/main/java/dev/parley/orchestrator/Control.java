package dev.parley.orchestrator;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.CommandPayload.ApprovalAnswered;
import dev.parley.orchestrator.CommandPayload.CancelAsked;
import dev.parley.orchestrator.CommandPayload.PauseAsked;
import dev.parley.orchestrator.CommandPayload.PlanEditAsked;
import dev.parley.orchestrator.CommandPayload.RetryAsked;
import dev.parley.orchestrator.RunState.Halt;
import dev.parley.planning.Plan;
import java.util.Optional;

/**
 * Whether what a user wants of a run makes sense where it stands, and what to write down if so.
 * What is wanted already, or so already, is said and not written again. Pure.
 */
final class Control {

  /** Of a hint or comment. */
  private static final int TEXT_CHARS_MAX = 4_000;

  private final RunState state;

  Control(RunState state) {
    this.state = state;
  }

  /**
   * What to answer, and what to ask for in the log.
   *
   * @param command empty if there is nothing to ask for
   */
  record Wanted(Reply reply, Optional<CommandPayload> command) {

    private static Wanted asked(String words, CommandPayload command) {
      return new Wanted(Reply.asked(words), Optional.of(command));
    }

    private static Wanted nothing(String words) {
      return new Wanted(Reply.nothing(words), Optional.empty());
    }
  }

  Wanted pause(boolean now, String by) {
    var run = state.run();
    if (state.ended().isPresent()) {
      return Wanted.nothing(ended());
    }
    long answered = state.halt().map(Halt::position).orElse(state.resumedPosition());
    if (state.wishes().pauseAfter(answered).filter(asked -> asked.now() || !now).isPresent()) {
      return Wanted.nothing(run + " is being paused already");
    }
    if (state.halt().isPresent() && !(now && state.slotsTaken() > 0)) {
      return Wanted.nothing(
          run + " stands still already: " + state.halt().get().problem().message());
    }
    String running = now ? "what runs is cut off and kept" : "what runs comes to its end";
    return Wanted.asked(
        "%s pauses: nothing new starts, %s".formatted(run, running), new PauseAsked(now, by));
  }

  Wanted cancel(Optional<TaskId> task, String by) {
    var view = task.map(this::task);
    if (state.ended().isPresent()) {
      return Wanted.nothing(ended());
    }
    long since = view.map(TaskView::wantedSince).orElse(0L);
    boolean asked =
        task.isPresent()
            ? state.wishes().cancelAfter(task.get(), since).isPresent()
            : state.cancelled().isPresent();
    String name = name(task);
    if (asked) {
      return Wanted.nothing(name + " is cancelled already");
    }
    if (task.filter(id -> state.status(id).terminal()).isPresent()) {
      return Wanted.nothing(name + " is " + state.status(task.get()).wireName() + " already");
    }
    return Wanted.asked("cancelled " + name, new CancelAsked(task, by));
  }

  Wanted retry(TaskId id, Optional<String> hint, String by) {
    var task = task(id);
    var text = text("the hint", hint);
    if (task.withdrawn()) {
      throw wrong(
          id + " is withdrawn: the meeting took back what it was for",
          "Say in the meeting what is wanted after all; see: parley show " + state.run());
    }
    if (task.closed().isEmpty()) {
      throw wrong(
          "%s is %s: there is nothing to try again".formatted(id, state.status(id).wireName()),
          state.status(id) == TaskStatus.BLOCKED
              ? "Try again what it is blocked by; see: parley show " + state.run()
              : "Only a task that failed or was cancelled is tried again; see: parley show "
                  + state.run());
    }
    if (state.wishes().retryAfter(id, task.closed().get().position()).isPresent()) {
      return Wanted.nothing(name(Optional.of(id)) + " is being tried again already");
    }
    return Wanted.asked(name(Optional.of(id)) + " is tried again", new RetryAsked(id, text, by));
  }

  /**
   * An answer to what waits for approval.
   *
   * @param plan in place of the one that waits
   */
  Wanted answer(
      Optional<TaskId> task,
      boolean approved,
      Optional<Plan> plan,
      Optional<String> comment,
      String by) {
    var text = text("the comment", comment);
    var checked = plan.map(instead -> EditedPlan.checked(state, instead, by));
    task.ifPresent(this::task);
    var waiting = awaited(task);
    String what = what(task);
    String word = approved ? "approved" : "rejected";
    if (waiting.isEmpty()) {
      return answeredBefore(task, approved);
    }
    if (state.wishes().answerTo(waiting.get()).isPresent()) {
      return Wanted.nothing(what + " has been answered already");
    }
    var answer = new ApprovalAnswered(task, waiting.get().asked(), approved, checked, text, by);
    return Wanted.asked(what + " is " + word + onceResumed(), answer);
  }

  Wanted edit(Plan plan, String by) {
    var waiting = awaited(Optional.empty());
    if (waiting.isEmpty()) {
      throw wrong(
          "the plan of %s does not wait for approval: it cannot be edited".formatted(state.run()),
          "Begin a run with: parley run --tasks FILE --approve plan");
    }
    if (state.wishes().answerTo(waiting.get()).isPresent()) {
      return Wanted.nothing(what(Optional.empty()) + " has been answered already");
    }
    return Wanted.asked(
        "the plan of " + state.run() + " is replaced, and waits for approval" + onceResumed(),
        new PlanEditAsked(waiting.get().asked(), EditedPlan.checked(state, plan, by), by));
  }

  private String onceResumed() {
    return state.halt().isPresent() ? ", once the run goes on" : "";
  }

  private Wanted answeredBefore(Optional<TaskId> task, boolean approved) {
    var before =
        state.approvals().stream()
            .filter(approval -> isOf(approval, task))
            .flatMap(approval -> approval.answer().stream())
            .reduce((_, last) -> last);
    if (before.isEmpty()) {
      throw wrong(
          what(task) + " does not wait for approval",
          "See what does with: parley show " + state.run());
    }
    String was = before.get().approved() ? "approved" : "rejected";
    String words = "%s was %s already by %s".formatted(what(task), was, before.get().by());
    if (before.get().approved() != approved) {
      throw wrong(words, "What is decided stays; see: parley show " + state.run());
    }
    return Wanted.nothing(words);
  }

  private Optional<Approval> awaited(Optional<TaskId> task) {
    return state.awaited().stream().filter(approval -> isOf(approval, task)).findFirst();
  }

  private static boolean isOf(Approval approval, Optional<TaskId> task) {
    return approval.attempt().map(attempt -> attempt.task()).equals(task);
  }

  private TaskView task(TaskId id) {
    var task = state.tasks().get(id);
    if (task == null) {
      throw new ProblemException(
          new Problem(
              Code.UNKNOWN_TASK,
              "run " + state.run() + " has no task " + id,
              "See its tasks with: parley show " + state.run()));
    }
    return task;
  }

  private String ended() {
    return state.run() + " had ended: " + state.ended().orElseThrow().wireName();
  }

  private String name(Optional<TaskId> task) {
    return state.run() + task.map(id -> " " + id).orElse("");
  }

  private String what(Optional<TaskId> task) {
    return task.map(id -> id + " of ").orElse("the plan of ") + state.run();
  }

  private static Optional<String> text(String what, Optional<String> text) {
    if (text.filter(words -> words.length() > TEXT_CHARS_MAX).isPresent()) {
      throw new Problem(
              Code.BAD_INPUT,
              "%s is longer than %d characters".formatted(what, TEXT_CHARS_MAX),
              "Say it in fewer words.")
          .raise();
    }
    return text.map(String::strip).filter(words -> !words.isEmpty());
  }

  private static ProblemException wrong(String message, String remedy) {
    return new ProblemException(new Problem(Code.WRONG_STATE, message, remedy));
  }
}
