package dev.parley.javachecks;

import com.google.errorprone.VisitorState;
import com.google.errorprone.matchers.Suppressible;
import com.google.errorprone.scanner.ErrorProneScanner;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.TreeInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Error Prone's scanner for code that does not compile. Calls of methods that javac could not find
 * are passed over, since the checks take it for granted that it could. Where one of them breaks all
 * the same, it has found nothing there; in code without an error that counts as its own crash.
 */
final class GuardedScanner extends ErrorProneScanner {

  private final Map<String, String> ids;
  private final Map<String, String> crashes = new HashMap<>();
  private String path = "";
  private boolean erroneous;

  private GuardedScanner(ErrorProneScanner checks, Map<String, String> ids) {
    super(checks.getBugCheckers(), checks.severityMap());
    this.ids = ids;
  }

  static GuardedScanner of(ErrorProneScanner checks, List<Request.Rule> rules) {
    var byType = new HashMap<String, String>();
    rules.forEach(rule -> byType.put(rule.type(), rule.id()));
    var ids = new HashMap<String, String>();
    checks
        .getBugCheckers()
        .forEach(check ->
            ids.put(
                check.canonicalName(),
                byType.getOrDefault(check.getClass().getName(), check.canonicalName())));
    return new GuardedScanner(checks, ids);
  }

  /** What the request calls a check. */
  String idOf(String check) {
    return ids.getOrDefault(check, check);
  }

  /**
   * The next file.
   *
   * @param anyErrors whether javac had something to say of it or of another it may depend on
   */
  void starting(String next, boolean anyErrors) {
    path = next;
    erroneous = anyErrors;
  }

  /** Checks that broke on code without errors, with the last file of each; then forgets them. */
  Map<String, String> crashes() {
    var all = Map.copyOf(crashes);
    crashes.clear();
    return all;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree tree, VisitorState state) {
    if (TreeInfo.symbol((JCTree) tree.getMethodSelect()) instanceof MethodSymbol) {
      return super.visitMethodInvocation(tree, state);
    }
    scan(tree.getTypeArguments(), state);
    scan(tree.getMethodSelect(), state);
    return scan(tree.getArguments(), state);
  }

  @Override
  public Void visitNewClass(NewClassTree tree, VisitorState state) {
    if (((JCNewClass) tree).constructor instanceof MethodSymbol) {
      return super.visitNewClass(tree, state);
    }
    scan(tree.getEnclosingExpression(), state);
    scan(tree.getIdentifier(), state);
    scan(tree.getTypeArguments(), state);
    scan(tree.getArguments(), state);
    return scan(tree.getClassBody(), state);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree tree, VisitorState state) {
    if (((JCMemberReference) tree).sym instanceof MethodSymbol) {
      return super.visitMemberReference(tree, state);
    }
    scan(tree.getQualifierExpression(), state);
    return scan(tree.getTypeArguments(), state);
  }

  @Override
  protected void handleError(Suppressible check, Throwable thrown) {
    if (!erroneous) {
      crashes.put(idOf(check.canonicalName()) + ": " + thrown, path);
    }
  }
}
