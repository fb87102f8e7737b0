package dev.parley.javachecks;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.DescriptionListener;
import com.google.errorprone.ErrorProneOptions;
import com.google.errorprone.SubContext;
import com.google.errorprone.scanner.ErrorProneScannerTransformer;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.api.JavacTrees;
import dev.parley.javachecks.Answer.Failure;
import dev.parley.javachecks.Request.Source;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/**
 * Some files, read and attributed by javac together and walked over by the checks. What it finds is
 * told only if it came to its end.
 */
final class Compilation {

  /**
   * No processors, nothing written, no stop at errors. Preview features are on, so that only what
   * is no Java at all is a syntax error.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-implicit:none",
          "-nowarn",
          "-Xlint:none",
          "-Xmaxerrs",
          "1000000",
          "-source",
          String.valueOf(Runtime.version().feature()),
          "--enable-preview",
          "-XDshould-stop.ifError=FLOW",
          "-XDcompilePolicy=simple",
          "-XDaddTypeAnnotationsToSymbol=true");

  /** A name, or a call, that was one before it became a word of the language. */
  private static final List<String> DIALECT =
      List.of("restricted", "underscore", "yield", "preview", "feature.not.supported");

  private final List<Source> sources;
  private final Set<String> wanted;
  private final GuardedScanner scanner;
  private final JavaFileManager files = SystemTypes.manager();
  private final Map<String, Source> byUri = new HashMap<>();
  private final Map<String, Diagnostic<? extends JavaFileObject>> unreadable = new HashMap<>();
  private final Set<String> doubled = new HashSet<>();
  private DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
  private final List<Hit> hits = new ArrayList<>();
  private final Map<String, String> failed = new HashMap<>();

  private record Hit(String rule, String path, long line, String message) {}

  /**
   * Of some files.
   *
   * @param wanted those of them that the checks look at
   */
  Compilation(List<Source> sources, Set<String> wanted, GuardedScanner scanner) {
    this.sources = sources;
    this.wanted = wanted;
    this.scanner = scanner;
  }

  /** Reads all; then attributes what could be read; of a class that is there twice, one first. */
  void run() {
    var readable = readable();
    attribute(readable);
    for (int i = 0; i < readable.size(); i++) {
      if (doubled.remove(readable.get(i).path())) {
        attribute(List.of(readable.get(i)));
      }
    }
  }

  /** Whether javac missed or minded something in what it attributed last. */
  boolean hasErrors() {
    return errors.getDiagnostics().stream()
        .anyMatch(error -> error.getKind() == Diagnostic.Kind.ERROR);
  }

  void tell(Answer answer, Set<String> told, boolean head) {
    hits.forEach(hit -> {
      told.add(hit.path());
      answer.found(head, hit.rule(), hit.path(), hit.line(), hit.message());
    });
    unreadable.forEach((path, error) -> {
      told.add(path);
      boolean old = DIALECT.stream().anyMatch(error.getCode()::contains);
      var kind = old ? Failure.DIALECT : Failure.SYNTAX;
      answer.failed(head, kind, path, error.getLineNumber(), error.getMessage(null));
    });
    failed.forEach((path, why) -> {
      told.add(path);
      answer.failed(head, hasErrors() ? Failure.UNKNOWN_TYPES : Failure.FILE, path, 0, why);
    });
    scanner.crashes().forEach((check, path) -> answer.failed(head, Failure.CHECK, path, 0, check));
  }

  private List<Source> readable() {
    parse(task(sources, errors));
    for (var error : errors.getDiagnostics()) {
      if (error.getKind() == Diagnostic.Kind.ERROR && error.getSource() != null) {
        unreadable.putIfAbsent(source(error.getSource()).path(), error);
      }
    }
    return sources.stream()
        .filter(source -> !unreadable.containsKey(source.path()))
        .filter(source -> !source.path().endsWith("module-info.java"))
        .toList();
  }

  private void attribute(List<Source> some) {
    if (some.isEmpty()) {
      return;
    }
    errors = new DiagnosticCollector<>();
    var task = task(some, errors);
    var units = parse(task);
    var elements = new ArrayList<Element>();
    task.enter(units).forEach(elements::add);
    task.analyze(elements);
    boolean erroneous = hasErrors();
    for (var error : errors.getDiagnostics()) {
      if (error.getCode().equals("compiler.err.duplicate.class") && some.size() > 1) {
        doubled.add(source(error.getSource()).path());
      }
    }
    for (CompilationUnitTree unit : units) {
      String path = source(unit.getSourceFile()).path();
      if (wanted.contains(path) && !doubled.contains(path)) {
        scan(task, unit, path, erroneous);
      }
    }
  }

  private void scan(JavacTaskImpl task, CompilationUnitTree unit, String path, boolean erroneous) {
    var context = new SubContext(task.getContext());
    context.put(ErrorProneOptions.class, ErrorProneRun.OPTIONS);
    var known = new KnownTypes(JavacTrees.instance(task.getContext()), unit);
    DescriptionListener listener =
        description -> {
          if (known.allAround(description.position.getTree())) {
            long line =
                unit.getLineMap().getLineNumber(description.position.getPreferredPosition());
            String rule = scanner.idOf(description.checkName);
            hits.add(new Hit(rule, path, line, description.getRawMessage()));
          }
        };
    try {
      scanner.starting(path, erroneous);
      ErrorProneScannerTransformer.create(scanner).apply(new TreePath(unit), context, listener);
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      failed.put(path, ErrorProneRun.reason(e));
    }
  }

  private JavacTaskImpl task(List<Source> some, DiagnosticCollector<JavaFileObject> errors) {
    var units = new ArrayList<JavaFileObject>();
    for (Source source : some) {
      var unit = new SourceFile(byUri.size(), source);
      byUri.put(unit.toUri().toString(), source);
      units.add(unit);
    }
    var task =
        (JavacTaskImpl)
            JavacTool.create().getTask(Writer.nullWriter(), files, errors, OPTIONS, null, units);
    BaseErrorProneJavaCompiler.setupMessageBundle(task.getContext());
    return task;
  }

  private Source source(JavaFileObject file) {
    var source = byUri.get(file.toUri().toString());
    if (source == null) {
      throw new IllegalStateException("javac speaks of another file: " + file.toUri());
    }
    return source;
  }

  private static List<CompilationUnitTree> parse(JavacTaskImpl task) {
    var units = new ArrayList<CompilationUnitTree>();
    task.parse().forEach(units::add);
    return units;
  }
}
