package dev.parley.event;

import static dev.parley.model.Require.require;

import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import java.util.Optional;

/**
 * One stream of a run; positions are counted within it and it has one kind of writer.
 *
 * @param name unique within the run, for example {@code attempt/T1/2}
 */
public record StreamId(RunId run, String name) {

  /** Stands in place of a run for what concerns all of them. It is not one, and not listed. */
  public static final RunId STORE = new RunId("store");

  public StreamId {
    require(!name.isBlank(), "stream name is blank");
  }

  /** Decisions of the run; written only by its tick. */
  public static StreamId run(RunId run) {
    return new StreamId(run, "run");
  }

  /** Transcript to plan; written only by the holder of its epoch. */
  public static StreamId draft(RunId run) {
    return new StreamId(run, "draft");
  }

  /** What is said in a live meeting; anyone appends, at the version they have seen. */
  public static StreamId meeting(RunId run) {
    return new StreamId(run, "meeting");
  }

  /** One attempt; written only by the holder of its epoch. */
  public static StreamId attempt(AttemptId attempt) {
    return new StreamId(attempt.run(), "attempt/" + attempt.task() + "/" + attempt.number());
  }

  /** The attempt whose stream this is; empty for any other stream. */
  public Optional<AttemptId> attempt() {
    String[] parts = name.split("/", -1);
    return parts.length == 3 && parts[0].equals("attempt")
        ? Optional.of(new AttemptId(run, new TaskId(parts[1]), Integer.parseInt(parts[2])))
        : Optional.empty();
  }

  /** What users asked for; anyone appends, nobody expects a position. */
  public static StreamId commands(RunId run) {
    return new StreamId(run, "commands");
  }

  /** Single calls and tools, batched; decisions never read it. */
  public static StreamId telemetry(RunId run) {
    return new StreamId(run, "telemetry");
  }

  /** Limits set for all runs; anyone appends. */
  public static StreamId limits() {
    return new StreamId(STORE, "limits");
  }

  /** Findings that people let pass; anyone appends. */
  public static StreamId waivers() {
    return new StreamId(STORE, "waivers");
  }

  /** Calls of one review outside of any run; held by whoever carries it out. */
  public static StreamId review(RunId review) {
    return new StreamId(review, "review");
  }

  @Override
  public String toString() {
    return run + ":" + name;
  }
}
