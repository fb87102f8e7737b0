package dev.parley.app.config;

import dev.parley.safety.LimitKey;
import java.util.List;

/**
 * What a limit is, in words.
 *
 * @param expected what a value must be: {@code a whole number from 1 to 64}
 */
public record LimitText(LimitKey key, String expected, String description) {

  public static LimitText of(LimitKey key) {
    var setting = Settings.at(List.of("limits", key.wireName())).orElseThrow();
    return new LimitText(key, setting.kind().expected(), setting.description());
  }
}
