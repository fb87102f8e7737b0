package dev.parley.analytics.trace;

import dev.parley.analytics.Stage;
import dev.parley.event.Event;
import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.orchestrator.RunPayload.RunStarted;
import dev.parley.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The ids of a run's trace. They follow from the run alone, so that a process that resumes it, or
 * reads its log later, gives everything the same ids again.
 *
 * @param parent whose part the run is; its trace is then the run's
 */
public record TraceIds(RunId run, Optional<TraceParent> parent) {

  private static final String BASELINE = ".baseline";

  /** Those of the run that begins so. */
  public static TraceIds of(RunId run, RunStarted started) {
    return new TraceIds(run, started.traceParent().flatMap(TraceParent::parse));
  }

  public String trace() {
    return parent.map(TraceParent::traceId).orElseGet(() -> hash("trace").substring(0, 32));
  }

  /**
   * The span of the run from its start to its first halt or end, or from a resume to the next.
   *
   * @param number from 1
   */
  public String stretch(int number) {
    return span("run/" + number);
  }

  /**
   * One try at a stage on the way from transcript to plan.
   *
   * @param number from 1
   */
  public String draft(String stage, int number) {
    return span("draft/" + stage + "/" + number);
  }

  public String attempt(AttemptId attempt) {
    return span("lease/" + Workspaces.leaseOf(attempt));
  }

  public String stage(AttemptId attempt, Stage stage) {
    return span("stage/" + Workspaces.leaseOf(attempt) + "/" + stage.wireName());
  }

  /** A call or a tool: its place in the log names it. */
  public String of(Event event) {
    return span("event/" + event.stream().name() + "/" + event.version());
  }

  /**
   * What commands in a leased worktree get in their environment: they are part of the attempt that
   * leased it, or of the run.
   */
  public Map<String, String> environment(String lease) {
    String name =
        lease.endsWith(BASELINE) ? lease.substring(0, lease.length() - BASELINE.length()) : lease;
    String own = name.startsWith(run + ".") ? name.substring(run.value().length() + 1) : "";
    boolean ofAttempt = own.indexOf('.') >= 0;
    String span = ofAttempt ? span("lease/" + name) : stretch(1);
    return Map.of(TraceParent.VARIABLE, new TraceParent(trace(), span).toString());
  }

  private String span(String name) {
    return hash(name).substring(0, 16);
  }

  private String hash(String name) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = (run + "/" + name).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
