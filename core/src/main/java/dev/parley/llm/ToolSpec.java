package dev.parley.llm;

import java.util.List;

/** A tool the model may ask for; arguments are one flat object. */
public record ToolSpec(String name, String description, List<Parameter> parameters) {

  public ToolSpec {
    parameters = List.copyOf(parameters);
  }

  /** JSON type of an argument. */
  public enum Kind {
    STRING,
    INTEGER,
    BOOLEAN,
    STRING_LIST
  }

  /** One argument. */
  public record Parameter(String name, Kind kind, String description, boolean required) {}
}
