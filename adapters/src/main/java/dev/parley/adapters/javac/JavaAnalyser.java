package dev.parley.adapters.javac;

import dev.parley.model.SecretText;
import dev.parley.process.FieldLines;
import dev.parley.process.ProcessRunner;
import dev.parley.review.Analyser;
import dev.parley.review.AnalysisCache;
import dev.parley.review.FileChange;
import dev.parley.review.Finding;
import dev.parley.review.tools.Neutraliser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at changed Java files with checks of Error Prone and PMD, in a JVM that is started for it.
 * Only what the change brought in is reported: what was found in the file as it was, told by its
 * rule and its line's text, is not. The types of other files are not known to it; what depends on
 * them is not found. Nothing of the repository is run, and none of its configuration is read.
 *
 * <p>A tool that crashes, or takes too long, is a finding that blocks.
 */
public final class JavaAnalyser implements Analyser {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int FINDINGS_MAX = 200;
  private static final int FILES_MAX = 1_000;
  private static final int FILE_CHARS_MAX = 1_000_000;
  private static final int ALL_CHARS_MAX = 24_000_000;

  /** Deeper than any code that was written by hand, and than the tools can digest in time. */
  private static final int DEPTH_MAX = 400;

  private final ProcessRunner processes;
  private final ChildJvm jvm;
  private final Map<String, JavaRule> rules = JavaRules.all();

  private final AnalysisCache cache;

  /**
   * @param cache of what the program answered
   */
  public JavaAnalyser(ProcessRunner processes, ChildJvm jvm, AnalysisCache cache) {
    this.processes = processes;
    this.jvm = jvm;
    this.cache = cache;
  }

  @Override
  public List<Finding> analyse(Subject subject) {
    var findings = new ArrayList<Finding>();
    var files = files(subject, findings);
    if (!files.isEmpty()) {
      findings.addAll(answered(request(subject, files), new JavaFindings(rules, subject, files)));
    }
    return findings.stream().limit(FINDINGS_MAX).toList();
  }

  private List<Finding> answered(String request, JavaFindings told) {
    String key = AnalysisCache.key("java", jvm.home().toString(), request);
    var known = cache.find(key).map(Reply::parse).filter(Reply::complete);
    if (known.isPresent()) {
      return told.of(known.get());
    }
    var completed = processes.run(jvm.command(request, TIMEOUT));
    String answer = completed.stdout();
    boolean secret = !SecretText.found(answer).isEmpty();
    if (completed.succeeded() && Reply.parse(answer).complete() && !secret) {
      cache.keep(key, answer);
    }
    return told.of(completed);
  }

  /** Changed Java files by path, those left out being told. */
  private static Map<String, FileChange> files(Subject subject, List<Finding> findings) {
    var files = new LinkedHashMap<String, FileChange>();
    long chars = 0;
    for (FileChange file : subject.diff().files()) {
      String text = subject.newFiles().get(file.path());
      if (!file.path().endsWith(".java") || !file.exists() || text == null) {
        continue;
      }
      chars += text.length();
      if (text.length() > FILE_CHARS_MAX || chars > ALL_CHARS_MAX || files.size() >= FILES_MAX) {
        findings.add(JavaFindings.leftOut(file.path(), "there is too much of it"));
      } else if (depth(text) > DEPTH_MAX) {
        findings.add(JavaFindings.leftOut(file.path(), "it is nested too deeply"));
      } else {
        files.put(file.path(), file);
      }
    }
    return files;
  }

  /** How many brackets are open at once, strings and comments included: a bound, not the truth. */
  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
    }
    return deepest;
  }

  private String request(Subject subject, Map<String, FileChange> files) {
    var request = new StringBuilder();
    // In one order, so that the same question is the same text.
    rules.values().stream().map(JavaRule::asked).sorted().forEach(request::append);
    files.forEach((path, file) -> {
      String text = String.valueOf(subject.newFiles().get(path));
      request.append(FieldLines.line("head", path, Neutraliser.neutralised(path, text)));
      subject
          .before(file)
          .filter(before -> depth(before) <= DEPTH_MAX)
          .ifPresent(before ->
              request.append(FieldLines.line("base", path, Neutraliser.neutralised(path, before))));
    });
    return request.toString();
  }
}
