package dev.parley.app.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.review.Finding;
import dev.parley.review.Verdict;
import java.util.Locale;

/** A verdict as a JSON object. The fields that product.md names come first and never change. */
public final class ReviewJson {

  private static final JsonMapper JSON = new JsonMapper();

  private ReviewJson() {}

  public static String of(Verdict verdict) {
    var json = JSON.createObjectNode().put("approved", verdict.approved());
    var issues = json.putArray("issues");
    verdict.findings().forEach(finding -> issues.add(issue(finding)));
    var suggestions = json.putArray("suggestions");
    verdict.suggestions().forEach(suggestions::add);
    json.put("tree", verdict.tree());
    var unreviewed = json.putArray("unreviewed");
    verdict.unreviewed().forEach(unreviewed::add);
    var notes = json.putArray("notes");
    verdict.notes().forEach(notes::add);
    verdict.withoutModel().ifPresent(why -> json.put("without_model", why));
    return json.toPrettyString();
  }

  private static ObjectNode issue(Finding finding) {
    var issue =
        JSON.createObjectNode()
            .put("severity", finding.severity().wireName())
            .put("description", finding.description())
            .put("file", finding.file())
            .put("line", finding.line())
            .put("rule", finding.rule())
            .put("source", finding.source())
            .put("category", finding.category())
            .put("quote", finding.quote())
            .put("blocks", finding.blocks())
            .put("anchored", finding.anchored());
    finding
        .mark()
        .ifPresent(mark ->
            issue.put("fingerprint", mark.fingerprint()).put("where", mark.nearness().wireName()));
    finding
        .settled()
        .ifPresent(settled ->
            issue
                .put("settled", settled.kind().name().toLowerCase(Locale.ROOT))
                .put("reason", settled.reason()));
    return issue;
  }
}
