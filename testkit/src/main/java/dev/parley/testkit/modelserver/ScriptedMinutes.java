package dev.parley.testkit.modelserver;

import static dev.parley.model.Require.require;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes requirements and plans as a model that follows a meeting would: from what the request
 * shows and nothing else. It knows which words decide what; it takes the document so far from the
 * prompt, applies the new utterances to it in their order, and plans a task for each requirement it
 * is asked about.
 */
public final class ScriptedMinutes implements ModelScript {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Pattern UTTERANCE =
      Pattern.compile("(?m)^(U\\d+)(?: \\[[\\d:]+\\])? (?!\\(read before\\))([^:\\n]+): (.*)$");

  private static final Pattern REQUIREMENT =
      Pattern.compile("(?m)^([A-Za-z]\\S*): (.+)(?:\\n  acceptance: .*)*\\n  cites: (.+)$");

  private static final Pattern NEXT_TASK = Pattern.compile("Number new tasks from T(\\d+) on");

  private static final Pattern WANTED = Pattern.compile("Plan these requirements now: (.+)");

  private final List<Decision> decisions;
  private final Map<String, List<String>> after;

  /**
   * Words and what they decide.
   *
   * @param words to be found in an utterance
   * @param subject what it is about: a later decision about it replaces an earlier one
   * @param text of the requirement; empty to take it back
   */
  private record Decision(String words, String subject, Optional<String> text) {}

  /** A requirement as it is written. */
  private record Entry(String id, String text, Set<String> cites) {}

  private ScriptedMinutes(List<Decision> decisions, Map<String, List<String>> after) {
    this.decisions = List.copyOf(decisions);
    this.after = Map.copyOf(after);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects decisions. */
  public static final class Builder {

    private final List<Decision> decisions = new ArrayList<>();
    private final Map<String, List<String>> after = new LinkedHashMap<>();

    private Builder() {}

    /** Whoever says these words decides that about the subject. */
    public Builder decides(String words, String subject, String text) {
      decisions.add(new Decision(words, subject, Optional.of(text)));
      return this;
    }

    /** Whoever says these words takes back what was decided about the subject. */
    public Builder reverses(String words, String subject) {
      decisions.add(new Decision(words, subject, Optional.empty()));
      return this;
    }

    /** The subject's task needs those of the others, if there are any. */
    public Builder after(String subject, String... others) {
      after.put(subject, List.of(others));
      return this;
    }

    public ScriptedMinutes build() {
      return new ScriptedMinutes(decisions, after);
    }
  }

  @Override
  public ScriptedAnswer answer(ScriptedRequest request) {
    return switch (request.role()) {
      case "requirements", "planning" ->
          ScriptedAnswer.text(answer(request.role(), request.firstUserWords()));
      default -> new ScriptedAnswer.Unscripted("minutes are no " + request.role());
    };
  }

  /**
   * The answer to a prompt, for whoever speaks no HTTP.
   *
   * @param role requirements or planning
   */
  public String answer(String role, String prompt) {
    return role.equals("requirements") ? document(prompt) : plan(prompt);
  }

  private String document(String prompt) {
    var entries = new LinkedHashMap<String, Entry>();
    entries(prompt).forEach(entry -> subject(entry.text()).ifPresent(s -> entries.put(s, entry)));
    var said = UTTERANCE.matcher(prompt);
    while (said.find()) {
      for (var decision : decisions) {
        if (said.group(3).contains(decision.words())) {
          decide(entries, decision, said.group(1));
        }
      }
    }
    var answer = JSON.createObjectNode();
    answer.put("title", "Minutes");
    answer.putArray("open_questions");
    var list = answer.putArray("requirements");
    for (var entry : entries.values()) {
      var object = list.addObject().put("id", entry.id()).put("text", entry.text());
      object.putArray("acceptance");
      var cites = object.putArray("cites");
      entry.cites().forEach(cites::add);
    }
    return answer.toString();
  }

  private static void decide(Map<String, Entry> entries, Decision decision, String utterance) {
    var before = Optional.ofNullable(entries.get(decision.subject()));
    if (decision.text().isEmpty()) {
      entries.remove(decision.subject());
      return;
    }
    var cites = new LinkedHashSet<>(before.map(Entry::cites).orElse(Set.of()));
    cites.add(utterance);
    var id = before.map(Entry::id).orElseGet(() -> nextId(entries));
    entries.put(decision.subject(), new Entry(id, decision.text().get(), cites));
  }

  private static String nextId(Map<String, Entry> entries) {
    int number = 1;
    var used = entries.values().stream().map(Entry::id).toList();
    while (used.contains("R" + number)) {
      number++;
    }
    return "R" + number;
  }

  private static List<Entry> entries(String prompt) {
    var entries = new ArrayList<Entry>();
    var found = REQUIREMENT.matcher(prompt);
    while (found.find()) {
      var cites = new LinkedHashSet<>(List.of(found.group(3).split(", ")));
      entries.add(new Entry(found.group(1), found.group(2), cites));
    }
    return entries;
  }

  private Optional<String> subject(String text) {
    return decisions.stream()
        .filter(decision -> decision.text().filter(text::equals).isPresent())
        .map(Decision::subject)
        .findFirst();
  }

  /** A task for each requirement that no earlier task fulfils. */
  private String plan(String prompt) {
    var asked = asked(prompt);
    var tasks = new LinkedHashMap<String, String>();
    var next = NEXT_TASK.matcher(prompt);
    int number = next.find() ? Integer.parseInt(next.group(1)) - 1 : 0;
    for (var entry : asked) {
      number++;
      var subject = subject(entry.text());
      require(subject.isPresent(), "nobody decided: %s", entry.text());
      tasks.put(subject.get(), "T" + number);
    }
    var answer = JSON.createObjectNode();
    answer.putArray("not_covered");
    var list = answer.putArray("tasks");
    for (var entry : asked) {
      var subject = subject(entry.text()).orElseThrow();
      task(list.addObject(), entry, subject, tasks);
    }
    return answer.toString();
  }

  /** All of them, unless the prompt names those that are to be planned. */
  private static List<Entry> asked(String prompt) {
    var named = WANTED.matcher(prompt);
    var all = entries(prompt);
    if (!named.find()) {
      return all;
    }
    var wanted = List.of(named.group(1).strip().split(", "));
    return all.stream().filter(entry -> wanted.contains(entry.id())).toList();
  }

  private void task(ObjectNode task, Entry entry, String subject, Map<String, String> tasks) {
    task.put("id", tasks.get(subject))
        .put("title", "Build " + subject)
        .put("description", entry.text())
        .put("type", "creation");
    task.putArray("files_to_create").add(subject + ".txt");
    task.putArray("files_to_modify");
    var dependencies = task.putArray("dependencies");
    for (var other : after.getOrDefault(subject, List.of())) {
      Optional.ofNullable(tasks.get(other)).ifPresent(dependencies::add);
    }
    task.putArray("acceptance");
    task.putArray("requirements").add(entry.id());
  }
}
