package dev.parley.model;

import static dev.parley.model.Require.require;

/** A model as users write it: {@code provider/model}; the model part may contain slashes. */
public record ModelName(String provider, String model) {

  public ModelName {
    require(
        !provider.isBlank() && !model.isBlank(), "provider/model expected: %s/%s", provider, model);
  }

  /** Whether the text has the form {@code provider/model}. */
  public static boolean isValid(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && slash < text.length() - 1
        && text.chars().noneMatch(Character::isWhitespace);
  }

  /**
   * @throws IllegalArgumentException if {@link #isValid} is false
   */
  public static ModelName parse(String text) {
    require(isValid(text), "not provider/model: %s", text);
    int slash = text.indexOf('/');
    return new ModelName(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
