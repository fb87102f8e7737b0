package dev.parley.javachecks;

import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.TreeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loop in a loop that counts the outer one's variable on instead of its own. */
@BugPattern(
    summary = "This loop counts the variable of the loop around it on, and its own never.",
    severity = BugPattern.SeverityLevel.ERROR)
public final class OuterLoopIncrement extends BugChecker implements BugChecker.ForLoopTreeMatcher {

  private static final long serialVersionUID = 1L;

  @Override
  public Description matchForLoop(ForLoopTree loop, VisitorState state) {
    var own = declared(loop);
    var counted = counted(loop.getUpdate());
    boolean forgotten =
        !own.isEmpty()
            && !counted.isEmpty()
            && own.stream().noneMatch(counted::contains)
            && mentions(loop.getCondition(), own)
            && !assigns(loop.getStatement(), own)
            && outer(state.getPath()).stream().anyMatch(counted::contains);
    return forgotten ? describeMatch(loop.getUpdate().getFirst()) : Description.NO_MATCH;
  }

  private static Set<Symbol> declared(ForLoopTree loop) {
    var symbols = new HashSet<Symbol>();
    for (StatementTree each : loop.getInitializer()) {
      if (each instanceof VariableTree) {
        symbols.add(TreeInfo.symbolFor((JCTree) each));
      }
    }
    return symbols;
  }

  private static Set<Symbol> counted(List<? extends ExpressionStatementTree> updates) {
    var changes = new Changes();
    updates.forEach(each -> changes.scan(each, null));
    return changes.changed;
  }

  private static boolean assigns(Tree body, Set<Symbol> wanted) {
    var changes = new Changes();
    changes.scan(body, null);
    return wanted.stream().anyMatch(changes.changed::contains);
  }

  private static boolean mentions(@Nullable Tree condition, Set<Symbol> wanted) {
    var found = new HashSet<Symbol>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
        found.add(TreeInfo.symbol((JCTree) name));
        return null;
      }
    }.scan(condition, null);
    return wanted.stream().anyMatch(found::contains);
  }

  /** Variables of the loops around, in the same method. */
  private static Set<Symbol> outer(TreePath inner) {
    var symbols = new HashSet<Symbol>();
    for (TreePath at = inner.getParentPath(); at != null; at = at.getParentPath()) {
      switch (at.getLeaf()) {
        case ForLoopTree loop -> symbols.addAll(declared(loop));
        case MethodTree _, LambdaExpressionTree _ -> {
          return symbols;
        }
        default -> {}
      }
    }
    return symbols;
  }

  private static final class Changes extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final Set<Symbol> changed = new HashSet<>();

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
      switch (tree.getKind()) {
        case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
            changed.add(TreeInfo.symbol((JCTree) tree.getExpression()));
        default -> {}
      }
      return super.visitUnary(tree, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
      changed.add(TreeInfo.symbol((JCTree) tree.getVariable()));
      return super.visitAssignment(tree, null);
    }

    @Override
    public @Nullable Void visitCompoundAssignment(
        CompoundAssignmentTree tree, @Nullable Void unused) {
      changed.add(TreeInfo.symbol((JCTree) tree.getVariable()));
      return super.visitCompoundAssignment(tree, null);
    }
  }
}
