package dev.parley.app.server.feed;

import dev.parley.app.report.EventJson;
import dev.parley.event.Event;
import dev.parley.model.RunId;

/**
 * An event as readers get it, written once for all of them.
 *
 * @param position in the whole store
 * @param json one object on one line, with its {@code position}
 */
public record Entry(long position, RunId run, String name, String json) {

  static Entry of(Event event) {
    var json = EventJson.of(event).put("position", event.position());
    return new Entry(
        event.position(), event.stream().run(), json.get("event").textValue(), json.toString());
  }
}
