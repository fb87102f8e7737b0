package dev.parley.app.report;

import dev.parley.app.terminal.Plain;
import dev.parley.review.Finding;
import dev.parley.review.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verdict for people: one finding a paragraph, the verdict last. */
public final class ReviewText {

  private static final int LINE_MAX = 1_000;
  private static final int QUOTE_MAX = 160;

  private ReviewText() {}

  public static List<String> of(Verdict verdict) {
    var lines = new ArrayList<String>();
    verdict.findings().forEach(finding -> add(lines, finding));
    verdict.suggestions().forEach(each -> lines.add("suggestion: " + Plain.line(each, LINE_MAX)));
    verdict.unreviewed().forEach(file -> lines.add("not reviewed: " + Plain.line(file, LINE_MAX)));
    verdict.notes().forEach(note -> lines.add("note: " + Plain.line(note, LINE_MAX)));
    verdict
        .withoutModel()
        .ifPresent(why ->
            lines.add("note: analysers alone judged the change: " + Plain.line(why, LINE_MAX)));
    lines.add(summary(verdict));
    return lines;
  }

  private static void add(List<String> lines, Finding finding) {
    String place = finding.file() + (finding.line() > 0 ? ":" + finding.line() : "");
    String mark = finding.fingerprint().map(each -> " " + each).orElse("");
    String blocks = finding.blocks() ? "" : ", does not block";
    lines.add(
        Plain.line(
            "%s: %s (%s%s): %s [%s%s]"
                .formatted(
                    place,
                    finding.severity().wireName(),
                    finding.category(),
                    blocks,
                    finding.description(),
                    finding.rule(),
                    mark),
            LINE_MAX));
    if (!finding.quote().isBlank()) {
      lines.add("    " + Plain.line(finding.quote().strip(), QUOTE_MAX));
    }
    finding
        .settled()
        .ifPresent(settled ->
            lines.add(
                "    %s: %s"
                    .formatted(
                        settled.kind().name().toLowerCase(Locale.ROOT),
                        Plain.line(settled.reason(), LINE_MAX))));
  }

  private static String summary(Verdict verdict) {
    long blocking = verdict.findings().stream().filter(Finding::blocks).count();
    long others = verdict.findings().size() - blocking;
    String found = "%d blocking, %d other findings".formatted(blocking, others);
    return (verdict.approved() ? "approved: " : "changes requested: ") + found;
  }
}
