package dev.parley.app.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.review.Finding;
import dev.parley.review.Settlement;
import dev.parley.review.Severity;
import dev.parley.review.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A verdict as SARIF 2.1.0, for code hosts and editors. */
public final class ReviewSarif {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String FINGERPRINT = "parleyFinding/v1";

  private ReviewSarif() {}

  public static String of(Verdict verdict, String version) {
    var log = JSON.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    var run = log.putArray("runs").addObject();
    var driver = run.putObject("tool").putObject("driver");
    driver.put("name", "parley").put("version", version);
    var rules = rules(verdict);
    var described = driver.putArray("rules");
    rules.forEach((rule, finding) -> described.add(rule(rule, finding)));
    run.put("columnKind", "utf16CodeUnits");
    var invocation = run.putArray("invocations").addObject().put("executionSuccessful", true);
    if (!verdict.notes().isEmpty()) {
      var notifications = invocation.putArray("toolExecutionNotifications");
      verdict
          .notes()
          .forEach(note ->
              notifications
                  .addObject()
                  .put("level", "note")
                  .putObject("message")
                  .put("text", note));
    }
    var results = run.putArray("results");
    var indices = rules.keySet().stream().toList();
    verdict
        .findings()
        .forEach(finding -> results.add(result(finding, indices.indexOf(finding.rule()))));
    run.putObject("properties").put("approved", verdict.approved()).put("tree", verdict.tree());
    return log.toPrettyString();
  }

  private static Map<String, Finding> rules(Verdict verdict) {
    var rules = new LinkedHashMap<String, Finding>();
    verdict.findings().forEach(finding -> rules.putIfAbsent(finding.rule(), finding));
    return rules;
  }

  private static ObjectNode rule(String id, Finding example) {
    var rule = JSON.createObjectNode().put("id", id);
    String text = example.byModel() ? "Found by a model." : example.description();
    rule.putObject("shortDescription").put("text", text);
    rule.putObject("properties").putArray("tags").add(example.category());
    return rule;
  }

  private static ObjectNode result(Finding finding, int rule) {
    var result =
        JSON.createObjectNode()
            .put("ruleId", finding.rule())
            .put("ruleIndex", rule)
            .put("level", level(finding));
    result.putObject("message").put("text", finding.description());
    var place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(finding.file()));
    if (finding.line() > 0) {
      place.putObject("region").put("startLine", finding.line());
    }
    finding
        .fingerprint()
        .ifPresent(mark -> result.putObject("partialFingerprints").put(FINGERPRINT, mark));
    finding.settled().ifPresent(settled -> suppress(result, settled));
    result
        .putObject("properties")
        .put("severity", finding.severity().wireName())
        .put("category", finding.category())
        .put("source", finding.source())
        .put("blocks", finding.blocks());
    return result;
  }

  private static void suppress(ObjectNode result, Settlement settled) {
    result
        .putArray("suppressions")
        .addObject()
        .put("kind", "external")
        .put("status", "accepted")
        .put(
            "justification",
            settled.kind().name().toLowerCase(Locale.ROOT) + ": " + settled.reason());
  }

  private static String level(Finding finding) {
    if (finding.blocks() || finding.severity() == Severity.HIGH) {
      return "error";
    }
    return finding.severity() == Severity.MEDIUM ? "warning" : "note";
  }

  private static String uri(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
