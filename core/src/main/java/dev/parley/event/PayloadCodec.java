package dev.parley.event;

/** Turns payloads into text and back; the registry of known types is wired by the application. */
public interface PayloadCodec {

  /**
   * @param type stable name, for example {@code attempt.ended}
   * @param json one JSON object
   */
  record Encoded(String type, String json) {}

  /**
   * @throws IllegalArgumentException if the payload's type is not registered
   */
  Encoded encode(Payload payload);

  /**
   * @throws IllegalArgumentException if the type is unknown or the text does not fit it
   */
  Payload decode(Encoded encoded);
}
