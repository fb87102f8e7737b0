package dev.parley.json;

import dev.parley.json.LocatedJson.Field;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJson.Items;
import dev.parley.json.LocatedJson.Null;
import dev.parley.json.LocatedJson.Place;
import dev.parley.json.LocatedJson.Text;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A JSON file a user wrote, read field by field. Whatever is wrong is a BAD_INPUT problem that
 * names file, line and column, and what to do.
 *
 * @param name of the file, for messages
 * @param linesBefore lines of the file before this value
 */
public record JsonFile(String name, int linesBefore, LocatedJson root) {

  private static final int MAX_DISTANCE = 3;

  /**
   * A whole file.
   *
   * @throws ProblemException BAD_INPUT if it is not JSON
   */
  public static JsonFile read(String name, String text, LocatedJsonReader reader) {
    return readLine(name, 1, text, reader);
  }

  /**
   * One line of a file that has a value on each.
   *
   * @param line from 1
   * @throws ProblemException BAD_INPUT if it is not JSON
   */
  public static JsonFile readLine(String name, int line, String text, LocatedJsonReader reader) {
    try {
      return new JsonFile(name, line - 1, reader.read(text));
    } catch (MalformedJsonException malformed) {
      var place = malformed.place();
      throw problem(
          name,
          new Place(place.line() + line - 1, place.column()),
          "not JSON: " + malformed.getMessage(),
          "Correct the JSON at that place.");
    }
  }

  /** An error in this file, to be thrown. */
  public ProblemException wrong(Place place, String what, String remedy) {
    return problem(name, new Place(place.line() + linesBefore, place.column()), what, remedy);
  }

  private static ProblemException problem(String name, Place place, String what, String remedy) {
    var where = "%s:%d:%d".formatted(name, place.line(), place.column());
    return new ProblemException(new Problem(Code.BAD_INPUT, where + ": " + what, remedy));
  }

  /** The value as an object. */
  public Fields object(LocatedJson value, String what) {
    if (value instanceof Fields fields) {
      return fields;
    }
    throw mistyped(value, what, "an object");
  }

  /** The value as a list. */
  public Items list(LocatedJson value, String what) {
    if (value instanceof Items items) {
      return items;
    }
    throw mistyped(value, what, "a list");
  }

  /** A field that must be there and not blank. */
  public String string(Fields object, String field) {
    return optionalString(object, field)
        .orElseThrow(() ->
            wrong(
                placeOf(object, field),
                "\"%s\" is missing or blank".formatted(field),
                "Give \"%s\" a text.".formatted(field)));
  }

  /** Empty if the field is missing, null or blank. */
  public Optional<String> optionalString(Fields object, String field) {
    return object.value(field).map(value -> text(value, quoted(field))).filter(t -> !t.isBlank());
  }

  /**
   * A number that must be there.
   *
   * @param least both bounds are allowed values
   */
  public double number(Fields object, String field, double least, double most) {
    return optionalNumber(object, field, least, most)
        .orElseThrow(() ->
            wrong(
                placeOf(object, field),
                "\"%s\" is missing".formatted(field),
                "Give \"%s\" a number.".formatted(field)));
  }

  /** Empty if the field is missing or null. */
  public Optional<Double> optionalNumber(Fields object, String field, double least, double most) {
    return object.value(field).map(value -> number(value, quoted(field), least, most));
  }

  /** Empty if the field is missing or null. */
  public Optional<Boolean> optionalTruth(Fields object, String field) {
    return object
        .value(field)
        .map(value -> {
          if (value instanceof LocatedJson.Truth truth) {
            return truth.value();
          }
          throw mistyped(value, quoted(field), "true or false");
        });
  }

  private double number(LocatedJson value, String what, double least, double most) {
    if (!(value instanceof LocatedJson.Numeric numeric)) {
      throw mistyped(value, what, "a number");
    }
    double number = numeric.value().doubleValue();
    if (number < least || number > most) {
      var range = "%s to %s".formatted(plain(least), plain(most));
      throw wrong(value.place(), what + " is out of range", "Write a number from " + range + ".");
    }
    return number;
  }

  private static String plain(double number) {
    return new java.math.BigDecimal(number).stripTrailingZeros().toPlainString();
  }

  /** Texts of a list; none if the field is missing or null. */
  public List<String> strings(Fields object, String field) {
    var value = object.value(field);
    if (value.isEmpty()) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (var item : list(value.get(), quoted(field)).values()) {
      texts.add(text(item, "an entry of " + quoted(field)));
    }
    return texts;
  }

  /** Objects of a list; none if the field is missing or null. */
  public List<Fields> objects(Fields object, String field) {
    var value = object.value(field);
    if (value.isEmpty()) {
      return List.of();
    }
    return list(value.get(), quoted(field)).values().stream()
        .map(item -> object(item, "an entry of " + quoted(field)))
        .toList();
  }

  /** Refuses the first field that is none of the known ones, naming the nearest. */
  public void requireKnown(Fields object, List<String> known) {
    for (var field : object.values()) {
      if (!known.contains(field.name())) {
        throw wrong(
            field.place(),
            "unknown field " + quoted(field.name()),
            nearest(field.name(), known)
                .map(near -> "Did you mean \"%s\"?".formatted(near))
                .orElse("Known fields: " + String.join(", ", known) + "."));
      }
    }
  }

  /** Where a field's name stands; the object itself if it has no such field. */
  public static Place placeOf(Fields object, String field) {
    return object.values().stream()
        .filter(f -> f.name().equals(field))
        .map(Field::place)
        .findFirst()
        .orElse(object.place());
  }

  private String text(LocatedJson value, String what) {
    if (value instanceof Text text) {
      return text.value();
    }
    throw mistyped(value, what, "a text");
  }

  private ProblemException mistyped(LocatedJson value, String what, String expected) {
    var found = value instanceof Null ? "null" : value.kind();
    return wrong(
        value.place(),
        "%s must be %s, not %s".formatted(what, expected, found),
        "Write %s there.".formatted(expected));
  }

  private static String quoted(String name) {
    var shown = name.length() <= 100 ? name : name.substring(0, 100) + "...";
    return '"' + shown.replaceAll("\\p{Cntrl}", " ") + '"';
  }

  private static Optional<String> nearest(String name, List<String> known) {
    var plain = plain(name);
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(plain, plain(k))))
        .filter(k -> distance(plain, plain(k)) <= MAX_DISTANCE);
  }

  /** Spelling without case and separators, so that {@code filesToCreate} is near. */
  private static String plain(String name) {
    var shown = name.length() <= 100 ? name : name.substring(0, 100);
    return shown.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
