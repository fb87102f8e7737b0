package dev.parley.review.tools;

import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what build tools print as they go: many JSON documents after each other. */
final class BuildJson {

  /** {@code # package} before, and {@code exit status 1} after, what {@code go vet} says. */
  private static final Pattern GO_REMARK = Pattern.compile("#.*|exit status \\d+|go: .*");

  /** What the compiler says when a package does not compile: {@code ./a.go:3:4: message}. */
  private static final Pattern GO_COMPILER =
      Pattern.compile(
          "(?:vet: )?(?<file>[^:]+\\.go):(?<line>\\d{1,7}):(?:\\d{1,7}:)? ?(?<says>.*)");

  private BuildJson() {}

  /**
   * {@code cargo clippy --message-format=json}: one document a line, the last says how it ended.
   */
  static ToolReport clippy(String text, JsonText source) throws UnreadableReportException {
    var results = new ArrayList<Reported>();
    boolean finished = false;
    for (String line : text.split("\n", -1)) {
      if (line.isBlank()) {
        continue;
      }
      var document = source.object(line);
      String reason = JsonText.reading(document, each -> each.string("reason"));
      if (reason.equals("compiler-message")) {
        results.addAll(JsonText.reading(document, BuildJson::message));
      }
      finished |= reason.equals("build-finished");
    }
    if (!finished) {
      throw new UnreadableReportException("it ends before the build did");
    }
    return ToolReport.of(results.stream().distinct().toList());
  }

  /** Empty for notes and for what is not about the repository's own code. */
  private static List<Reported> message(JsonObject document) {
    var message =
        SarifReader.object(document, "message")
            .orElseThrow(() -> new MalformedAnswerException("a message is missing"));
    String level = message.string("level");
    if (!level.equals("error") && !level.equals("warning")) {
      return List.of();
    }
    String rule =
        SarifReader.object(message, "code")
            .map(code -> code.string("code"))
            .orElse(level.equals("error") ? "error" : "warning");
    return message.objects("spans").stream()
        .filter(span -> Boolean.TRUE.equals(span.fields().get("is_primary")))
        .limit(1)
        .map(span ->
            Reported.of(
                rule,
                span.string("file_name"),
                span.integer("line_start"),
                message.optionalString("message").orElse("")))
        .toList();
  }

  /** {@code go vet -json}: a document a package, with remarks between them. */
  static ToolReport goVet(String text, JsonText source) throws UnreadableReportException {
    var results = new ArrayList<Reported>();
    var document = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      var compiler = GO_COMPILER.matcher(line);
      if (!document.isEmpty() || line.startsWith("{")) {
        document.append(line).append('\n');
        if (line.startsWith("}") || line.equals("{}")) {
          vetted(source.object(document.toString()), results);
          document.setLength(0);
        }
      } else if (compiler.matches()) {
        results.add(
            Reported.of(
                "compile",
                compiler.group("file"),
                Integer.parseInt(compiler.group("line")),
                compiler.group("says")));
      } else if (!line.isBlank() && !GO_REMARK.matcher(line).matches()) {
        throw new UnreadableReportException("it holds a line that is no diagnostic");
      }
    }
    if (!document.isEmpty()) {
      throw new UnreadableReportException("it ends within a document");
    }
    return ToolReport.of(results);
  }

  /** Package, analyser, then a list of diagnostics, or an object with the analyser's own error. */
  private static void vetted(JsonObject packages, List<Reported> results)
      throws UnreadableReportException {
    for (String name : packages.fields().keySet()) {
      var analysers = SarifReader.object(packages, name);
      if (analysers.isEmpty()) {
        throw new UnreadableReportException("a package has no analysers");
      }
      for (var each : analysers.get().fields().entrySet()) {
        analyser(each.getKey(), each.getValue(), analysers.get(), results);
      }
    }
  }

  private static void analyser(
      String name, @Nullable Object found, JsonObject analysers, List<Reported> results)
      throws UnreadableReportException {
    if (found instanceof Map<?, ?>) {
      throw new UnreadableReportException("the analyser " + name + " failed");
    }
    for (var diagnostic : JsonText.reading(analysers, all -> all.objects(name))) {
      String place = JsonText.reading(diagnostic, each -> each.string("posn"));
      var parts = Pattern.compile("(.+?):(\\d{1,7})(?::\\d{1,7})?").matcher(place);
      if (!parts.matches()) {
        throw new UnreadableReportException("a diagnostic has no place");
      }
      String says = JsonText.reading(diagnostic, each -> each.string("message"));
      results.add(Reported.of(name, parts.group(1), Integer.parseInt(parts.group(2)), says));
    }
  }
}
