package dev.parley.app.run;

import dev.parley.adapters.otel.Delivery;
import dev.parley.adapters.otel.OtlpExport;
import dev.parley.analytics.trace.RunTrace;
import dev.parley.app.wiring.Tracing;
import dev.parley.event.Event;
import dev.parley.model.RunId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings what runs do to a collector while they are watched. One thread feeds it. */
final class TraceFeed {

  private static final int RUNS_MAX = 256;

  private final OtlpExport export;
  private final boolean content;

  /** A process that goes on for long forgets the runs it has not heard of for the longest time. */
  private final Map<RunId, RunTrace> traces =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, RunTrace> eldest) {
          return size() > RUNS_MAX;
        }
      };

  TraceFeed(Tracing tracing) {
    this.export = new OtlpExport(tracing.target());
    this.content = tracing.content();
  }

  /**
   * Takes in a run's next event.
   *
   * @param past whether an earlier process has exported it
   */
  void on(Event event, boolean past) {
    var ended = traces.computeIfAbsent(event.stream().run(), _ -> new RunTrace(content)).on(event);
    if (!past) {
      export.spans(ended.spans());
      export.measure(ended.measurements());
    }
  }

  Delivery close() {
    return export.close();
  }
}
