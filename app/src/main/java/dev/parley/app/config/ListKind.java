package dev.parley.app.config;

import dev.parley.model.ModelName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinds of settings that take a list. */
sealed interface ListKind extends Kind {

  /** A list of different {@link ModelName}s; in the environment separated by commas. */
  record ModelList() implements ListKind {
    private static final int MAX = 8;

    @Override
    public String expected() {
      return "a list of at most " + MAX + " different models, each as provider/model";
    }

    @Override
    public Optional<Object> read(Object raw) {
      return new Texts().read(raw).flatMap(ModelList::models);
    }

    private static Optional<Object> models(Object texts) {
      var models = new LinkedHashSet<ModelName>();
      for (Object text : (List<?>) texts) {
        var model = new Model().read(text);
        if (model.isEmpty() || !models.add((ModelName) model.get())) {
          return Optional.empty();
        }
      }
      return models.size() <= MAX ? Optional.of(List.copyOf(models)) : Optional.empty();
    }

    @Override
    public Optional<Object> parse(String text) {
      return new Texts().parse(text).flatMap(ModelList::models);
    }

    @Override
    public Map<String, Object> schema() {
      var schema = new LinkedHashMap<>(arrayOf(new Model().schema()));
      schema.put("maxItems", MAX);
      schema.put("uniqueItems", true);
      return schema;
    }
  }

  /** A list of non-blank texts; in the environment separated by commas. */
  record Texts() implements ListKind {
    @Override
    public String expected() {
      return "a list of texts";
    }

    @Override
    public Optional<Object> read(Object raw) {
      if (!(raw instanceof List<?> list)) {
        return Optional.empty();
      }
      var texts = new ArrayList<String>();
      for (Object item : list) {
        if (!(item instanceof String text) || text.isBlank()) {
          return Optional.empty();
        }
        texts.add(text);
      }
      return Optional.of(List.copyOf(texts));
    }

    @Override
    public Optional<Object> parse(String text) {
      return text.isBlank() ? Optional.of(List.of()) : read(List.of(text.strip().split(" *, *")));
    }

    @Override
    public Map<String, Object> schema() {
      return ListKind.arrayOf(Map.of("type", "string", "minLength", 1));
    }
  }

  /**
   * A list of names, or one word instead, as a list of that word; in the environment separated by
   * commas.
   */
  record Chosen(List<String> words) implements ListKind {
    private static final int MAX = 32;
    private static final String NAME = "[a-z][a-z0-9-]{0,40}";

    @Override
    public String expected() {
      return String.join(", ", words) + ", or a list of names";
    }

    @Override
    public Optional<Object> read(Object raw) {
      if (raw instanceof String word) {
        return words.contains(word) ? Optional.of(List.of(word)) : Optional.empty();
      }
      return new Texts().read(raw).filter(this::areNames);
    }

    private boolean areNames(Object texts) {
      var names = (List<?>) texts;
      return names.size() <= MAX
          && names.stream().allMatch(name -> name instanceof String text && text.matches(NAME))
          && names.stream().noneMatch(words::contains);
    }

    @Override
    public Optional<Object> parse(String text) {
      return words.contains(text) ? read(text) : new Texts().parse(text).filter(this::areNames);
    }

    @Override
    public Map<String, Object> schema() {
      var names =
          new LinkedHashMap<>(arrayOf(Map.of("type", "string", "pattern", "^" + NAME + "$")));
      names.put("maxItems", MAX);
      return Map.of("anyOf", List.of(Map.of("type", "string", "enum", words), names));
    }
  }

  /** Commands, each a list of program and arguments; never a shell string. */
  record Commands() implements ListKind {
    @Override
    public String expected() {
      return "a list of commands, each a list of program and arguments:"
          + " [[\"./gradlew\", \"test\"]]";
    }

    @Override
    public Optional<Object> read(Object raw) {
      if (!(raw instanceof List<?> list)) {
        return Optional.empty();
      }
      var commands = new ArrayList<Object>();
      for (Object item : list) {
        var argv = new Texts().read(item).filter(words -> !((List<?>) words).isEmpty());
        if (argv.isEmpty()) {
          return Optional.empty();
        }
        commands.add(argv.get());
      }
      return Optional.of(List.copyOf(commands));
    }

    @Override
    public Optional<Object> parse(String text) {
      return Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
      var argv = new LinkedHashMap<>(new Texts().schema());
      argv.put("minItems", 1);
      return ListKind.arrayOf(argv);
    }
  }

  private static Map<String, Object> arrayOf(Map<String, Object> items) {
    return Map.of("type", "array", "items", items);
  }
}
