package dev.parley.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.review.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a bench came to, in words and in JSON. */
public final class BenchReport {

  private static final JsonMapper JSON = new JsonMapper();

  private final List<Outcome> outcomes;

  BenchReport(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /** Scores of a part of the corpus. */
  private record Row(String name, Score score) {}

  private List<Row> rows() {
    var rows = new ArrayList<Row>();
    rows.add(new Row("all", Score.of(outcomes)));
    groups(rows, each -> each.labelled().half().name().toLowerCase(Locale.ROOT));
    groups(rows, each -> each.labelled().category());
    groups(rows, each -> each.labelled().language());
    groups(rows, each -> each.labelled().language() + "/" + each.labelled().category());
    return rows;
  }

  private void groups(List<Row> rows, Function<Outcome, String> by) {
    outcomes.stream()
        .map(by)
        .distinct()
        .forEach(name ->
            rows.add(
                new Row(
                    name,
                    Score.of(outcomes.stream().filter(o -> by.apply(o).equals(name)).toList()))));
  }

  /** Whether every review ended with a verdict. */
  public boolean whole() {
    return Score.of(outcomes).without() == 0;
  }

  /** A table, a line a part of the corpus. */
  public List<String> table() {
    var lines = new ArrayList<String>();
    lines.add(
        "%-20s %5s %7s %7s %12s %7s %7s %8s %11s %8s"
            .formatted(
                "",
                "pairs",
                "recall",
                "named",
                "false blocks",
                "Youden",
                "alarms",
                "anchors",
                "no verdict",
                "ms"));
    for (var row : rows()) {
      var score = row.score();
      lines.add(
          "%-20s %5d %7.3f %7.3f %12.3f %7.3f %7.2f %8.3f %11d %8s"
              .formatted(
                  row.name(),
                  score.cases(),
                  score.recall(),
                  score.named(),
                  score.falseBlocks(),
                  score.youden(),
                  score.alarms(),
                  score.anchors(),
                  score.without(),
                  score.medianMillis() + "/" + score.slowMillis()));
    }
    return lines;
  }

  /** The table as Markdown, without times, which differ from machine to machine. */
  List<String> markdown() {
    var lines = new ArrayList<String>();
    lines.add("| | pairs | recall | named | false blocks | Youden | alarms | anchors |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (var row : rows()) {
      var score = row.score();
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.2f | %.3f |",
              row.name(),
              score.cases(),
              score.recall(),
              score.named(),
              score.falseBlocks(),
              score.youden(),
              score.alarms(),
              score.anchors()));
    }
    return lines;
  }

  /** Scores of everything. */
  Score total() {
    return Score.of(outcomes);
  }

  /** Cases that were not caught, and clean twins that were blocked, with why. */
  public List<String> mistakes() {
    var lines = new ArrayList<String>();
    add(lines, "missed", outcome -> !outcome.caught(), _ -> "");
    add(
        lines,
        "blocked",
        Outcome::falselyBlocked,
        outcome ->
            outcome.good().stream()
                .flatMap(verdict -> verdict.findings().stream())
                .filter(Finding::blocks)
                .map(finding -> finding.rule() + ":" + finding.line())
                .toList()
                .toString());
    return lines;
  }

  private void add(
      List<String> lines, String what, Predicate<Outcome> which, Function<Outcome, String> why) {
    outcomes.stream()
        .filter(which)
        .forEach(outcome ->
            lines.add(
                "%s %s (%s) %s"
                    .formatted(
                        what,
                        outcome.labelled().id(),
                        outcome.labelled().kind(),
                        why.apply(outcome))
                    .stripTrailing()));
  }

  /** One JSON object. */
  public String json(String judge) {
    var json = JSON.createObjectNode().put("judge", judge);
    var parts = json.putArray("parts");
    rows().forEach(row -> parts.add(part(row)));
    var mistakes = json.putArray("mistakes");
    mistakes().forEach(mistakes::add);
    return json.toPrettyString();
  }

  private static ObjectNode part(Row row) {
    var score = row.score();
    return JSON.createObjectNode()
        .put("name", row.name())
        .put("pairs", score.cases())
        .put("recall", score.recall())
        .put("named", score.named())
        .put("false_blocks", score.falseBlocks())
        .put("youden", score.youden())
        .put("alarms_per_clean_twin", score.alarms())
        .put("anchors_valid", score.anchors())
        .put("no_verdict", score.without())
        .put("median_ms", score.medianMillis())
        .put("p95_ms", score.slowMillis());
  }
}
