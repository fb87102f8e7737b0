package dev.parley.review.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All rules, and what is known of libraries, by language family. */
final class RuleBook {

  /**
   * A place that dangerous data must not reach.
   *
   * @param args which arguments; empty for all
   * @param names which keyword arguments
   * @param flag a keyword argument that must be true; empty if none
   */
  record Sink(String rule, Danger danger, Set<Integer> args, Set<String> names, String flag) {

    /** Stands for what a method is called on, among the arguments. */
    static final int RECEIVER = -1;

    boolean takes(int place, String name) {
      return name.isEmpty()
          ? (args.isEmpty() && names.isEmpty()) || args.contains(place)
          : names.contains(name);
    }
  }

  /** What is asked of a call. */
  enum AskKind {
    /** An argument is the same whenever the program runs. */
    FIXED,
    /** Something of that name is shown. */
    SHOWS,
    /** No function of that name is called in the file. */
    WITHOUT,
    /** An option is missing or false, in a call about something of that name. */
    LACKS,
    /** An object of that name has not been set up with one of the methods. */
    UNSET,
    /** An argument is a constant text with something else behind it. */
    BUILT,
    /** Nothing was set that would make it safe, and it gets what may be from outside. */
    UNHARDENED
  }

  /** A call that is wrong if something holds for it. */
  record Ask(String rule, AskKind kind, List<String> options, Pattern text) {}

  /**
   * A call that is wrong in itself.
   *
   * @param arg which argument's constant is looked at; empty if none is
   * @param keyword or the keyword argument; empty if none
   * @param text what the constant must match; empty if anything does
   * @param unless whether the call is wrong if nothing in it matches
   * @param named whether what arguments are called is looked at instead
   */
  record BadCall(
      String rule,
      Optional<Integer> arg,
      String keyword,
      Optional<Pattern> text,
      boolean unless,
      boolean named) {}

  /** Names that must not get a value of a kind. */
  record Named(String rule, Danger danger, Pattern name) {}

  /** What is known of one family. */
  static final class Family {
    final Map<String, List<Sink>> sinks = new HashMap<>();
    final Map<String, List<BadCall>> badCalls = new HashMap<>();
    final Map<String, List<Ask>> asks = new HashMap<>();
    final Map<String, String> inLoop = new HashMap<>();
    final Map<String, Integer> sources = new HashMap<>();
    final Map<String, Integer> locals = new HashMap<>();
    final Map<String, Integer> cleaners = new HashMap<>();
    final Map<String, String> returns = new HashMap<>();
    final Map<String, String> opened = new HashMap<>();

    /** Names that checks of shape go by. */
    final Map<String, Set<String>> words = new HashMap<>();

    final Set<String> tracked = new HashSet<>();
    final Set<String> annotations = new HashSet<>();
    final List<Named> named = new ArrayList<>();
    final Set<String> ends = new HashSet<>();
    final Set<String> checked = new HashSet<>();
    private final boolean typed;
    private final Map<String, List<String>> typesByMethod = new HashMap<>();

    /**
     * @param typed whether the language is one in which variables' types are mostly known
     */
    Family(boolean typed) {
      this.typed = typed;
    }

    boolean isTyped() {
      return typed;
    }

    /** So that a receiver of unknown type may be known by its name. */
    void remember(String key) {
      int dot = key.lastIndexOf('.');
      if (dot > 0) {
        typesByMethod.computeIfAbsent(key.substring(dot + 1), _ -> new ArrayList<>()).add(key);
      }
    }

    /** What a member is whose data comes from outside, or from whoever calls. */
    Optional<Value> origin(String key) {
      Integer bits = sources.get(key);
      if (bits != null) {
        return Optional.of(Value.tainted(bits));
      }
      return Optional.ofNullable(locals.get(key)).map(Value::fromCaller);
    }

    List<String> keysOf(String method) {
      return typesByMethod.getOrDefault(method, List.of());
    }
  }

  private final Map<String, FloorRule> rules;
  private final Map<String, Family> families;

  RuleBook(List<FloorRule> rules, Map<String, Family> families) {
    var byId = new LinkedHashMap<String, FloorRule>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    this.rules = Collections.unmodifiableMap(byId);
    this.families = Map.copyOf(families);
  }

  /** By id, in the order of the files. */
  Map<String, FloorRule> rules() {
    return rules;
  }

  FloorRule rule(String id) {
    FloorRule rule = rules.get(id);
    if (rule == null) {
      throw new IllegalStateException("no such rule: " + id);
    }
    return rule;
  }

  Family family(String name) {
    return families.getOrDefault(name, new Family(false));
  }
}
