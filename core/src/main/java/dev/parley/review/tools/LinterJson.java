package dev.parley.review.tools;

import dev.parley.llm.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what linters write in JSON of their own: it says how many files they saw. */
final class LinterJson {

  private LinterJson() {}

  /** {@code oxlint --format json}. A diagnostic without code is a file that could not be parsed. */
  static ToolReport oxlint(JsonObject root) throws UnreadableReportException {
    require(root, "diagnostics", "number_of_files");
    return JsonText.reading(
        root,
        report -> {
          var results = new ArrayList<Reported>();
          for (var each : report.objects("diagnostics")) {
            var span =
                each.objects("labels").stream()
                    .findFirst()
                    .flatMap(label -> SarifReader.object(label, "span"));
            results.add(
                Reported.of(
                    each.optionalString("code").orElse("syntax-error"),
                    each.optionalString("filename").orElse(""),
                    span.flatMap(place -> place.optionalInteger("line")).orElse(0),
                    each.optionalString("message").orElse("")));
          }
          return new ToolReport(results, OptionalInt.of(report.integer("number_of_files")));
        });
  }

  /** {@code biome lint --reporter=json}. */
  static ToolReport biome(JsonObject root) throws UnreadableReportException {
    require(root, "diagnostics", "summary");
    return JsonText.reading(
        root,
        report -> {
          var results = new ArrayList<Reported>();
          for (var each : report.objects("diagnostics")) {
            var location = SarifReader.object(each, "location");
            results.add(
                Reported.of(
                    each.optionalString("category").orElse("syntax-error"),
                    location.flatMap(place -> place.optionalString("path")).orElse(""),
                    location
                        .flatMap(place -> SarifReader.object(place, "start"))
                        .flatMap(start -> start.optionalInteger("line"))
                        .orElse(0),
                    each.optionalString("message").orElse("")));
          }
          var summary = SarifReader.object(report, "summary").orElseThrow();
          int scanned = summary.integer("changed") + summary.integer("unchanged");
          return new ToolReport(results, OptionalInt.of(scanned));
        });
  }

  /**
   * What {@code ruff check --output-format json} writes, a list; or what Parley's own small program
   * around ruff's library does, the same list in {@code results} beside a count of files.
   */
  static ToolReport ruff(String text, JsonText source) throws UnreadableReportException {
    if (text.stripLeading().startsWith("[")) {
      return ToolReport.of(ruffResults(source.list(text)));
    }
    var root = source.object(text);
    require(root, "results", "scanned");
    var results = ruffResults(JsonText.reading(root, report -> report.objects("results")));
    int scanned = JsonText.reading(root, report -> report.integer("scanned"));
    return new ToolReport(results, OptionalInt.of(scanned));
  }

  private static List<Reported> ruffResults(List<JsonObject> found)
      throws UnreadableReportException {
    var results = new ArrayList<Reported>();
    for (var each : found) {
      results.add(
          JsonText.reading(
              each,
              result ->
                  Reported.of(
                      result.optionalString("code").orElse("syntax-error"),
                      result.string("filename"),
                      line(SarifReader.object(result, "location"), "row"),
                      result.optionalString("message").orElse(""))));
    }
    return results;
  }

  /** {@code secretlint --format json}, one entry a file. Its messages are masked; ours say less. */
  static ToolReport secretlint(List<JsonObject> files) throws UnreadableReportException {
    var results = new ArrayList<Reported>();
    for (var file : files) {
      if (!file.has("messages")) {
        throw new UnreadableReportException("a file has no messages");
      }
      results.addAll(JsonText.reading(file, LinterJson::secrets));
    }
    return new ToolReport(results, OptionalInt.of(files.size()));
  }

  private static List<Reported> secrets(JsonObject file) {
    return file.objects("messages").stream()
        .map(message ->
            Reported.of(
                message.string("ruleId"),
                file.string("filePath"),
                line(
                    SarifReader.object(message, "loc")
                        .flatMap(loc -> SarifReader.object(loc, "start")),
                    "line"),
                message.optionalString("messageId").orElse("")))
        .toList();
  }

  private static int line(Optional<JsonObject> place, String name) {
    return place.flatMap(each -> each.optionalInteger(name)).orElse(0);
  }

  /** Half a report must not look like a clean one. */
  private static void require(JsonObject root, String... names) throws UnreadableReportException {
    for (String name : names) {
      if (!root.has(name)) {
        throw new UnreadableReportException("it has no " + name);
      }
    }
  }
}
