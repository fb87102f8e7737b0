package dev.parley.analytics.trace;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way from transcript to plan: a span for each stage, and for each try if one failed. */
final class DraftTrace {

  static final String PROFILE = "profile";
  static final String REQUIREMENTS = "requirements";
  static final String PLANNING = "planning";

  private static final List<String> STAGES = List.of(PROFILE, REQUIREMENTS, PLANNING);

  private final TraceIds ids;
  private final Set<String> done = new HashSet<>();
  private int tries = 1;
  private @Nullable Instant since;
  private @Nullable Instant failed;

  DraftTrace(TraceIds ids) {
    this.ids = ids;
  }

  void picked(Instant now) {
    since = since == null ? now : since;
  }

  /** Empty for what was there before anybody began. */
  Optional<TraceSpan> finished(String stage, Instant now) {
    done.add(stage);
    var span = Optional.ofNullable(since).map(from -> span(stage, from, now, Optional.empty()));
    since = since == null ? null : now;
    return span;
  }

  Optional<TraceSpan> failed(String error, Instant now) {
    var span =
        STAGES.stream()
            .filter(stage -> !done.contains(stage))
            .findFirst()
            .flatMap(stage ->
                Optional.ofNullable(since).map(from -> span(stage, from, now, Optional.of(error))));
    since = null;
    failed = now;
    tries++;
    return span;
  }

  /** Where a call belongs that came into the log later than it began. */
  String parentOf(String stage, Instant start) {
    boolean before = failed != null && start.isBefore(failed);
    return ids.draft(stage, before ? tries - 1 : tries);
  }

  private TraceSpan span(String stage, Instant from, Instant now, Optional<String> error) {
    boolean plans = stage.equals(PLANNING);
    return new TraceSpan(
        ids.trace(),
        ids.draft(stage, tries),
        Optional.of(ids.stretch(1)),
        plans ? "plan parley" : "parley." + stage,
        false,
        from,
        now,
        plans
            ? Map.of(GenAi.OPERATION, "plan", GenAi.AGENT, "parley")
            : Map.of("parley.stage", stage),
        error);
  }
}
