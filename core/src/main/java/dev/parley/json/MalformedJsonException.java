package dev.parley.json;

import dev.parley.json.LocatedJson.Place;

/** A text that is not JSON; the message says why, without the place. */
public final class MalformedJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Place place;

  public MalformedJsonException(Place place, String message) {
    super(message);
    this.place = place;
  }

  public Place place() {
    return place;
  }
}
