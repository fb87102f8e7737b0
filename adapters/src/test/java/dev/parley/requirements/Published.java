package dev.parley.requirements;

import dev.parley.json.LocatedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code docs/model-calls.md} says of a role. */
public final class Published {

  private Published() {}

  /** The first JSON below the heading of a role: its schema. */
  public static String schema(String role) {
    var fromModule = Path.of("../docs/model-calls.md");
    try {
      var text =
          Files.readString(Files.exists(fromModule) ? fromModule : Path.of("docs/model-calls.md"));
      var below = text.split("\n## `" + role + "`\n", 2)[1];
      return below.split("```json\n", 2)[1].split("```", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value without places, to be compared. */
  public static Object plain(LocatedJson value) {
    return switch (value) {
      case LocatedJson.Text(_, var text) -> text;
      case LocatedJson.Numeric(_, var number) -> number;
      case LocatedJson.Truth(_, var truth) -> truth;
      case LocatedJson.Null _ -> "null";
      case LocatedJson.Items(_, var items) -> items.stream().map(Published::plain).toList();
      case LocatedJson.Fields(_, var fields) -> plain(fields);
    };
  }

  private static Map<String, Object> plain(List<LocatedJson.Field> fields) {
    return fields.stream()
        .collect(Collectors.toMap(LocatedJson.Field::name, field -> plain(field.value())));
  }
}
