package dev.parley.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A JSON value that knows where in its text it begins. */
public sealed interface LocatedJson {

  Place place();

  /** In words, for messages: {@code a text}, {@code a list}. */
  default String kind() {
    return switch (this) {
      case Text _ -> "a text";
      case Numeric _ -> "a number";
      case Truth _ -> "true or false";
      case Null _ -> "null";
      case Items _ -> "a list";
      case Fields _ -> "an object";
    };
  }

  /** Line and column, both from 1. */
  record Place(int line, int column) {}

  record Text(Place place, String value) implements LocatedJson {}

  record Numeric(Place place, BigDecimal value) implements LocatedJson {}

  record Truth(Place place, boolean value) implements LocatedJson {}

  record Null(Place place) implements LocatedJson {}

  record Items(Place place, List<LocatedJson> values) implements LocatedJson {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object; its fields in the order of the text, each name once. */
  record Fields(Place place, List<Field> values) implements LocatedJson {
    public Fields {
      values = List.copyOf(values);
    }

    /** Empty if there is no such field, or it is null. */
    public Optional<LocatedJson> value(String name) {
      return values.stream()
          .filter(field -> field.name().equals(name))
          .map(Field::value)
          .filter(value -> !(value instanceof Null))
          .findFirst();
    }
  }

  /**
   * A field of an object.
   *
   * @param place of its name
   */
  record Field(Place place, String name, LocatedJson value) {}
}
