package dev.parley.testkit.contract;

import dev.parley.event.Payload;
import dev.parley.event.PayloadCodec;

/** The payload the contracts write. */
public record Note(String text) implements Payload {

  /** Writes notes, and nothing else, as JSON. */
  public static final PayloadCodec CODEC = new NoteCodec();

  private static final class NoteCodec implements PayloadCodec {

    private static final String TYPE = "test.note";

    @Override
    public Encoded encode(Payload payload) {
      if (payload instanceof Note(var text)) {
        return new Encoded(
            TYPE, "{\"text\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
      }
      throw new IllegalArgumentException("not a note: " + payload);
    }

    @Override
    public Payload decode(Encoded encoded) {
      if (!encoded.type().equals(TYPE)) {
        throw new IllegalArgumentException("unknown type " + encoded.type());
      }
      String json = encoded.json();
      String text = json.substring(json.indexOf(':') + 2, json.length() - 2);
      return new Note(text.replace("\\\"", "\"").replace("\\\\", "\\"));
    }
  }
}
