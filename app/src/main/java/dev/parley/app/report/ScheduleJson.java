package dev.parley.app.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.scheduling.GraphFile;
import dev.parley.scheduling.Schedule;

/** What {@code parley simulate --json} prints. */
public final class ScheduleJson {

  private static final JsonMapper JSON = new JsonMapper();

  private ScheduleJson() {}

  /** One line; times in seconds since the run began. */
  public static ObjectNode of(GraphFile.Graph graph, Schedule schedule, double lowerBound) {
    var json = JSON.createObjectNode();
    json.put("makespan_s", schedule.makespanSeconds());
    json.put("lower_bound_s", lowerBound);
    var entries = json.putArray("schedule");
    schedule
        .entries()
        .forEach(entry ->
            entries
                .addObject()
                .put("id", graph.name(entry.id()))
                .put("start_s", entry.startSeconds())
                .put("end_s", entry.endSeconds()));
    return json;
  }
}
