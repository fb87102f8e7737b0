package dev.parley.review.analysis;

import dev.parley.review.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads rules. Their format is described in {@code docs/review.md}. A rule whose id alone is given
 * was described before, and here is more of it.
 */
final class RuleText {

  private static final List<String> FILES =
      List.of(
          "injection",
          "data",
          "paths",
          "objects",
          "web",
          "requests",
          "transport",
          "crypto",
          "secrets",
          "correctness",
          "libraries",
          "go",
          "go-safety",
          "rust",
          "rust-safety",
          "/dev/parley/review/lint/logic",
          "/dev/parley/review/lint/values",
          "/dev/parley/review/lint/flow",
          "/dev/parley/review/lint/traps",
          "/dev/parley/review/lint/costs",
          "/dev/parley/review/lint/style",
          "/dev/parley/review/lint/go");

  private final Map<String, RuleBook.Family> families = new HashMap<>();
  private final List<FloorRule> rules = new ArrayList<>();
  private final List<FloorRule.Example> examples = new ArrayList<>();
  private String[] head = {};
  private String says = "";
  private Danger danger = Danger.SQL;

  /** All rules of the product. */
  static RuleBook all() {
    var reader = new RuleText();
    for (String file : FILES) {
      reader.read(resource(file + ".rules"));
    }
    return reader.book();
  }

  static RuleBook parse(String text) {
    var reader = new RuleText();
    reader.read(text);
    return reader.book();
  }

  private static String resource(String name) {
    try (var in = RuleText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RuleBook book() {
    return new RuleBook(rules, families);
  }

  private void read(String text) {
    var lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("bad ") || line.startsWith("good ")) {
        var code = new StringBuilder();
        int first = i + 1;
        while (i + 1 < lines.size()
            && (lines.get(i + 1).startsWith("  ") || lines.get(i + 1).isBlank())) {
          code.append(lines.get(++i)).append('\n');
        }
        example(line.split(" ", -1), first, code.toString().stripIndent());
      } else {
        directive(line.strip());
      }
    }
    finish();
  }

  private void finish() {
    if (head.length == 2) {
      String id = head[1];
      rules.replaceAll(rule -> rule.id().equals(id) ? rule.with(examples) : rule);
    } else if (head.length > 0) {
      Optional<Severity> unsure =
          head.length > 4 ? Optional.of(severity(head[4])) : Optional.empty();
      rules.add(new FloorRule(head[1], severity(head[2]), unsure, head[3], says, examples));
    }
    head = new String[0];
    says = "";
    examples.clear();
  }

  private static Severity severity(String name) {
    return Severity.parse(name)
        .orElseThrow(() -> new IllegalArgumentException("no severity: " + name));
  }

  private void directive(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1).strip();
    switch (word) {
      case "rule" -> {
        finish();
        head = line.split(" ", -1);
      }
      case "says" -> says = says.isEmpty() ? rest : says + " " + rest;
      case "kind" -> danger = Danger.valueOf(rest.toUpperCase(Locale.ROOT));
      default -> known(word, family(rest), rest.substring(rest.indexOf(' ') + 1).strip());
    }
  }

  private RuleBook.Family family(String rest) {
    int space = rest.indexOf(' ');
    return families.computeIfAbsent(
        space < 0 ? rest : rest.substring(0, space),
        name -> new RuleBook.Family(name.equals("go") || name.equals("rust")));
  }

  private void known(String word, RuleBook.Family family, String rest) {
    switch (word) {
      case "sink" -> each(rest, pattern -> sink(family, pattern));
      case "call" -> badCall(family, rest);
      case "fixed", "shows", "without", "lacks", "unset", "unhardened", "built" ->
          ask(family, RuleBook.AskKind.valueOf(word.toUpperCase(Locale.ROOT)), rest);
      case "tracks" -> each(rest, key -> track(family, key));
      case "texts" -> each(rest, key -> put(family, family.sources, key, Danger.TEXT));
      case "loop" -> each(rest, key -> put(family, family.inLoop, key, head[1]));
      case "opens" -> each(rest, key -> put(family, family.opened, key, head[1]));
      case "source" -> each(rest, key -> put(family, family.sources, key, Danger.OUTSIDE));
      case "slip" -> each(rest, key -> put(family, family.sources, key, Danger.PATH.bit()));
      case "random" -> each(rest, key -> put(family, family.sources, key, Danger.RANDOM.bit()));
      case "local" -> each(rest, key -> put(family, family.locals, key, Danger.OUTSIDE));
      case "checked" -> each(rest, family.checked::add);
      case "ends" -> each(rest, family.ends::add);
      case "annotation" -> each(rest, family.annotations::add);
      case "names" -> family.named.add(new RuleBook.Named(head[1], danger, Pattern.compile(rest)));
      case "returns" -> {
        String type = rest.substring(0, rest.indexOf(' '));
        each(rest.substring(type.length()), key -> put(family, family.returns, key, type));
      }
      case "words" -> {
        String list = rest.substring(0, rest.indexOf(' '));
        var words = family.words.computeIfAbsent(list, _ -> new HashSet<>());
        each(rest.substring(list.length()), words::add);
      }
      case "cleaner" -> {
        String kinds = rest.substring(0, rest.indexOf(' '));
        int bits = Danger.bits(kinds);
        each(rest.substring(kinds.length()), key -> put(family, family.cleaners, key, bits));
      }
      default -> throw new IllegalArgumentException("unknown directive: " + word);
    }
  }

  private static <T> void put(RuleBook.Family family, Map<String, T> map, String key, T value) {
    map.put(key, value);
    family.remember(key);
  }

  private static void each(String patterns, Consumer<String> use) {
    for (String pattern : patterns.replaceAll("(?<!\\S)new ", "new_").split("\\s+", -1)) {
      if (!pattern.isEmpty()) {
        use.accept(pattern.replaceFirst("^new_", "new "));
      }
    }
  }

  private void sink(RuleBook.Family family, String written) {
    String flag = "";
    String pattern = written;
    int question = pattern.indexOf('?');
    if (question >= 0) {
      flag = pattern.substring(question + 1);
      pattern = pattern.substring(0, question);
    }
    Set<Integer> args = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    int open = pattern.indexOf('(');
    if (open >= 0) {
      for (String arg : pattern.substring(open + 1, pattern.length() - 1).split(",", -1)) {
        if (arg.matches("\\d+")) {
          args.add(Integer.valueOf(arg));
        } else if (arg.equals("this")) {
          args.add(RuleBook.Sink.RECEIVER);
        } else {
          names.add(arg);
        }
      }
      pattern = pattern.substring(0, open);
    }
    family
        .sinks
        .computeIfAbsent(pattern, _ -> new ArrayList<>())
        .add(new RuleBook.Sink(head[1], danger, args, names, flag));
    family.remember(pattern);
  }

  private static void track(RuleBook.Family family, String key) {
    family.tracked.add(key);
    family.remember(key);
  }

  private void ask(RuleBook.Family family, RuleBook.AskKind kind, String rest) {
    int tilde = rest.indexOf(" ~ ");
    Pattern text = Pattern.compile(tilde < 0 ? "" : rest.substring(tilde + 3).strip());
    each(
        tilde < 0 ? rest : rest.substring(0, tilde),
        written -> {
          int open = written.indexOf('(');
          String key = open < 0 ? written : written.substring(0, open);
          List<String> options =
              open < 0
                  ? List.of()
                  : List.of(written.substring(open + 1, written.length() - 1).split(",", -1));
          family
              .asks
              .computeIfAbsent(key, _ -> new ArrayList<>())
              .add(new RuleBook.Ask(head[1], kind, options, text));
          family.remember(key);
        });
  }

  private void badCall(RuleBook.Family family, String rest) {
    int tilde = rest.indexOf(" ~ ");
    int bang = rest.indexOf(" ! ");
    int at = rest.indexOf(" @ ");
    int cut = Math.max(at, Math.max(tilde, bang));
    Optional<Pattern> text =
        cut < 0 ? Optional.empty() : Optional.of(Pattern.compile(rest.substring(cut + 3).strip()));
    each(
        cut < 0 ? rest : rest.substring(0, cut),
        written -> {
          String key = written;
          Optional<Integer> arg = Optional.empty();
          String keyword = "";
          int open = key.indexOf('(');
          if (open >= 0) {
            String inner = key.substring(open + 1, key.length() - 1);
            key = key.substring(0, open);
            if (inner.matches("\\d+")) {
              arg = Optional.of(Integer.valueOf(inner));
            } else {
              keyword = inner;
            }
          }
          family
              .badCalls
              .computeIfAbsent(key, _ -> new ArrayList<>())
              .add(new RuleBook.BadCall(head[1], arg, keyword, text, bang >= 0, at >= 0));
          family.remember(key);
        });
  }

  private void example(String[] words, int line, String code) {
    String family = words[1];
    boolean handler = words.length > 2 && words[2].equals("handler");
    String whole = handler ? wrapped(family, code) : code;
    examples.add(new FloorRule.Example(family, words[0].equals("bad"), line, whole));
  }

  private static String wrapped(String family, String code) {
    return switch (family) {
      case "java" ->
          "class Example extends HttpServlet {\n  Connection connection;\n"
              + "  public void doPost(HttpServletRequest request, HttpServletResponse response)"
              + " throws Exception {\n"
              + code.indent(4)
              + "  }\n}\n";
      case "js" -> "app.get('/', async (req, res) => {\n" + code.indent(2) + "});\n";
      case "python" -> "@app.route('/')\ndef handle():\n" + code.indent(4);
      case "go" ->
          "package main\n"
              + "import (\"crypto/md5\"; \"crypto/tls\"; \"database/sql\"; \"encoding/json\";"
              + " \"fmt\"; \"html\"; \"io\"; \"math/rand\"; \"net/http\"; \"os\"; \"os/exec\";"
              + " \"path/filepath\"; \"strconv\"; \"strings\")\n"
              + "var db *sql.DB\n"
              + "func handle(w http.ResponseWriter, r *http.Request) {\n"
              + code.indent(2)
              + "}\n";
      case "rust" ->
          "use std::{fs, path::Path, process::Command};\n#[get(\"/\")]\n"
              + "async fn handle(req: HttpRequest, q: web::Query<Params>, pool: Data<Pool>)"
              + " -> Result<HttpResponse, Error> {\n"
              + code.indent(2)
              + "}\n";
      default -> code;
    };
  }
}
