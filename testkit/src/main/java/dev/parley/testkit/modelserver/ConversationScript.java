package dev.parley.testkit.modelserver;

import dev.parley.testkit.modelserver.ScriptEntry.When;
import dev.parley.testkit.modelserver.ScriptedAnswer.Unscripted;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays a list of entries, the first that matches wins.
 *
 * <p>Which answer comes next is read from the conversation (how often the model has answered in it,
 * and which attempt it is), not counted: a client that crashes and sends its conversation again is
 * told the same again. Only entries with a limited number of {@link ScriptEntry#times} remember
 * anything.
 */
public final class ConversationScript implements ModelScript {

  private final List<Counted> entries;
  private final AttemptReader attempts;

  private record Counted(ScriptEntry entry, AtomicInteger answered) {

    /** Takes one of the entry's answers. False if they are used up. */
    boolean take() {
      var limit = entry.times();
      return answered.getAndUpdate(n -> n < limit ? n + 1 : n) < limit;
    }
  }

  private ConversationScript(List<ScriptEntry> entries, AttemptReader attempts) {
    this.entries = entries.stream().map(e -> new Counted(e, new AtomicInteger())).toList();
    this.attempts = attempts;
  }

  /** A script of these entries, with the attempt read from the first user message. */
  public static ConversationScript of(List<ScriptEntry> entries) {
    return new ConversationScript(entries, AttemptReader.firstUserLine());
  }

  /** The same entries, none used yet, with the attempt read in another way. */
  public ConversationScript readingAttemptsWith(AttemptReader reader) {
    return new ConversationScript(entries.stream().map(Counted::entry).toList(), reader);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ScriptedAnswer answer(ScriptedRequest request) {
    var attempt = attempts.attempt(request);
    for (var counted : entries) {
      if (counted.entry().when().matches(request, attempt) && counted.take()) {
        return counted.entry().answer();
      }
    }
    return new Unscripted(explain(request, attempt));
  }

  /**
   * What the entries that never answered were waiting for, in the script's order. At the end of a
   * test it is most often a mistake in the script.
   */
  public List<When> unused() {
    return entries.stream()
        .filter(counted -> counted.answered().get() == 0)
        .map(counted -> counted.entry().when())
        .toList();
  }

  private static String explain(ScriptedRequest request, OptionalInt attempt) {
    return ("The script has no answer for role \"%s\", task \"%s\", attempt %s, turn %d."
            + " Add an entry that matches.")
        .formatted(
            request.role(),
            request.task(),
            attempt.isPresent() ? attempt.getAsInt() : "not given",
            request.assistantTurns());
  }

  /** Collects entries. Each {@code on} begins a group, which the next {@code on} ends. */
  public static final class Builder {

    private final List<ScriptEntry> entries = new ArrayList<>();
    private When when = When.any();

    private Builder() {}

    /** What follows is for this role, whatever the task and attempt. */
    public Builder on(String role) {
      when = When.any().role(role);
      return this;
    }

    /** What follows is for this role and task, whatever the attempt. */
    public Builder on(String role, String task) {
      when = When.any().role(role).task(task);
      return this;
    }

    /** What follows is for this attempt of the role and task last named. */
    public Builder attempt(int attempt) {
      when = when.attempt(attempt);
      return this;
    }

    /** One answer, whichever turn it is. */
    public Builder always(ScriptedAnswer answer) {
      return entry(new ScriptEntry(when, answer, ScriptEntry.ALWAYS));
    }

    /** One answer for each turn of the conversation, from its first. */
    public Builder turns(ScriptedAnswer... answers) {
      for (var turn = 0; turn < answers.length; turn++) {
        entry(new ScriptEntry(when.turn(turn), answers[turn], ScriptEntry.ALWAYS));
      }
      return this;
    }

    /** One answer, the first so many times only. Put it before what is to come after. */
    public Builder first(int times, ScriptedAnswer answer) {
      return entry(new ScriptEntry(when, answer, times));
    }

    public Builder entry(ScriptEntry entry) {
      entries.add(entry);
      return this;
    }

    public ConversationScript build() {
      return ConversationScript.of(entries);
    }
  }
}
