package dev.parley.llm;

import dev.parley.llm.PromptText.LineNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in terms of a request what was answered to an earlier one that differs from it in passing
 * pieces and line numbers alone. Lines correspond by their place in the prompt: in each object with
 * a {@code file} and a {@code line}, the line is moved as the file's lines moved. Where anything
 * else in the answer may speak of what has changed, there is no translation. Pure.
 */
final class AnswerTranslation {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern OF_LINES =
      Pattern.compile("(?i)\\b(?:lines?|ln|rows?|l)\\.?\\s{0,3}#?\\d");

  /** Such as an attempt's: too common to be taken for a mention. */
  private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,3}");

  private static final Set<String> OF_CODE = Set.of("file", "quote");

  private final Map<String, Map<Integer, Integer>> moves = new HashMap<>();
  private final Set<Integer> moved = new HashSet<>();
  private final List<String> passed = new ArrayList<>();
  private boolean impossible;

  private AnswerTranslation(KeptAnswer kept, PromptText now) {
    List<LineNumber> lines = now.lines();
    List<String> passing = now.passing();
    if (lines.size() != kept.lines().size() || passing.size() != kept.passing().size()) {
      impossible = true;
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      add(lines.get(i).file(), kept.lines().get(i), lines.get(i).number());
    }
    for (int i = 0; i < passing.size(); i++) {
      String then = kept.passing().get(i);
      if (!then.equals(passing.get(i)) && !SMALL_NUMBER.matcher(then).matches()) {
        passed.add(then);
      }
    }
  }

  private void add(String file, int then, int now) {
    Integer other = moves.computeIfAbsent(file, _ -> new HashMap<>()).put(then, now);
    impossible |= other != null && other != now;
    if (then != now) {
      moved.add(then);
    }
  }

  /**
   * The answer as JSON; empty if it must be asked for anew.
   *
   * @param now the prompt it is to be an answer to
   */
  static Optional<String> of(KeptAnswer kept, PromptText now, JsonCodec codec) {
    var translation = new AnswerTranslation(kept, now);
    if (translation.impossible) {
      return Optional.empty();
    }
    if (translation.moved.isEmpty() && translation.passed.isEmpty()) {
      return Optional.of(kept.json());
    }
    try {
      var translated = translation.object(codec.parse(kept.json()).fields());
      return translation.impossible ? Optional.empty() : Optional.of(codec.write(translated));
    } catch (MalformedAnswerException e) {
      return Optional.empty();
    }
  }

  private Map<String, @Nullable Object> object(Map<?, ?> fields) {
    var translated = new LinkedHashMap<String, @Nullable Object>();
    boolean placed = fields.get("file") instanceof String && fields.get("line") != null;
    fields.forEach((key, value) -> {
      String name = String.valueOf(key);
      if (placed && name.equals("line")) {
        translated.put(name, line(String.valueOf(fields.get("file")), value));
      } else if (placed && OF_CODE.contains(name)) {
        translated.put(name, value);
      } else {
        translated.put(name, value(value));
      }
    });
    return translated;
  }

  private @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> object(map);
      case List<?> list -> {
        var translated = new ArrayList<@Nullable Object>();
        list.forEach(item -> translated.add(value(item)));
        yield translated;
      }
      case String text -> {
        impossible |= speaksOfWhatChanged(text);
        yield text;
      }
      case null -> null;
      default -> value;
    };
  }

  private boolean speaksOfWhatChanged(String text) {
    if (passed.stream().anyMatch(text::contains)) {
      return true;
    }
    return !moved.isEmpty()
        && (OF_LINES.matcher(text).find()
            || NUMBER
                .matcher(text)
                .results()
                .anyMatch(number -> moved.contains(Integer.parseInt(number.group()))));
  }

  /** A line that was not shown, of a file of which lines moved, is nowhere to be found. */
  private @Nullable Object line(String file, @Nullable Object value) {
    if (moved.isEmpty()) {
      return value;
    }
    Optional<Integer> then = number(value);
    Optional<Map<Integer, Integer>> ofFile = movesOf(file);
    if (then.isEmpty() || ofFile.isEmpty()) {
      impossible = true;
      return value;
    }
    Integer now = then.get() == 0 ? Integer.valueOf(0) : ofFile.get().get(then.get());
    boolean still = ofFile.get().entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()));
    impossible |= now == null && !still;
    return now == null ? value : now;
  }

  private static Optional<Integer> number(@Nullable Object value) {
    return value instanceof Number number && number.doubleValue() == number.intValue()
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  /** As named, or without the marks of a diff. A file without lines moves nowhere. */
  private Optional<Map<Integer, Integer>> movesOf(String named) {
    String plain = named.strip();
    String bare = plain.replaceFirst("^(?:\\./|[ab]/)", "");
    return Optional.ofNullable(moves.get(plain)).or(() -> Optional.ofNullable(moves.get(bare)));
  }
}
