package dev.parley.javachecks;

import com.google.errorprone.ErrorProneOptions;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.scanner.ErrorProneScanner;
import com.google.errorprone.scanner.ScannerSupplier;
import dev.parley.javachecks.Answer.Failure;
import dev.parley.javachecks.Request.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Error Prone's part: javac attributes the files together, and the checks walk over its trees.
 * javac's errors stop nothing: most types of a repository are not here, and the checks look only at
 * code whose types are known.
 */
final class ErrorProneRun implements Runnable {

  /** More files at once would need more memory than the program has. */
  private static final int FILES_AT_ONCE = 250;

  static final ErrorProneOptions OPTIONS =
      ErrorProneOptions.processArgs(List.of("-XepIgnoreSuppressionAnnotations"));

  private final Request request;
  private final Answer answer;

  ErrorProneRun(Request request, Answer answer) {
    this.request = request;
    this.answer = answer;
  }

  @Override
  public void run() {
    var rules = request.rulesOf("errorprone");
    if (rules.isEmpty() || request.head().isEmpty()) {
      return;
    }
    var scanner = GuardedScanner.of(scanner(rules), rules);
    var told = new HashSet<String>();
    for (List<Source> batch : batches(request.head())) {
      analyse(batch, all(batch), scanner, told, true);
    }
    for (List<Source> batch : batches(request.base())) {
      var wanted = all(batch);
      wanted.retainAll(told);
      if (!wanted.isEmpty()) {
        analyse(batch, wanted, scanner, new HashSet<>(), false);
      }
    }
  }

  private static ErrorProneScanner scanner(List<Request.Rule> rules) {
    var types = new ArrayList<Class<? extends BugChecker>>();
    for (Request.Rule rule : rules) {
      try {
        types.add(Class.forName(rule.type()).asSubclass(BugChecker.class));
      } catch (ClassNotFoundException e) {
        throw new IllegalArgumentException("no such check: " + rule, e);
      }
    }
    return (ErrorProneScanner)
        ScannerSupplier.fromBugCheckerClasses(types).applyOverrides(OPTIONS).get();
  }

  private static List<List<Source>> batches(List<Source> sources) {
    var batches = new ArrayList<List<Source>>();
    for (int from = 0; from < sources.size(); from += FILES_AT_ONCE) {
      batches.add(sources.subList(from, Math.min(sources.size(), from + FILES_AT_ONCE)));
    }
    return batches;
  }

  private static Set<String> all(List<Source> sources) {
    var paths = new HashSet<String>();
    sources.forEach(source -> paths.add(source.path()));
    return paths;
  }

  /** Where the compiler breaks, the files are divided until it is known at which of them. */
  private void analyse(
      List<Source> sources,
      Set<String> wanted,
      GuardedScanner scanner,
      Set<String> told,
      boolean head) {
    var compilation = new Compilation(sources, wanted, scanner);
    try {
      compilation.run();
      compilation.tell(answer, told, head);
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      int half = sources.size() / 2;
      if (half == 0) {
        String path = sources.getFirst().path();
        told.add(path);
        var kind = compilation.hasErrors() ? Failure.UNKNOWN_TYPES : Failure.FILE;
        answer.failed(head, kind, path, 0, reason(e));
      } else {
        analyse(sources.subList(0, half), wanted, scanner, told, head);
        analyse(sources.subList(half, sources.size()), wanted, scanner, told, head);
      }
    }
  }

  static String reason(Throwable e) {
    return e instanceof StackOverflowError ? "it is nested too deeply" : e.toString();
  }
}
