package dev.parley.javachecks;

import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.TreeInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values compared by identity. Error Prone's own check for this needs a library under the GPL, and
 * hits on what is meant: a constant that stands for "none", or {@code equals} in the same method,
 * for which the comparison is the short way.
 */
@BugPattern(
    summary = "Two equal values need not be the same object: compare them by equals.",
    severity = BugPattern.SeverityLevel.ERROR)
public final class ValueIdentity extends BugChecker implements BugChecker.BinaryTreeMatcher {

  private static final long serialVersionUID = 1L;

  /** Types whose identity nobody should care for. Of Boolean there are two objects as a rule. */
  private static final Set<String> VALUES =
      Set.of(
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Float",
          "java.lang.Double",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.util.Optional",
          "java.util.UUID",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.ZonedDateTime",
          "java.time.Duration");

  @Override
  public Description matchBinary(BinaryTree tree, VisitorState state) {
    boolean identity =
        tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
    return identity
            && isValue(tree.getLeftOperand())
            && isValue(tree.getRightOperand())
            && !isConstant(tree.getLeftOperand())
            && !isConstant(tree.getRightOperand())
            && !isShortWay(state.getPath())
            && !comparesByValueToo(state.getPath())
        ? describeMatch(tree)
        : Description.NO_MATCH;
  }

  private static boolean isValue(ExpressionTree operand) {
    var type = ((JCTree) operand).type;
    return type != null
        && type.tsym != null
        && VALUES.contains(type.tsym.getQualifiedName().toString());
  }

  private static boolean isConstant(ExpressionTree operand) {
    return TreeInfo.symbol((JCTree) operand) instanceof Symbol.VarSymbol symbol
        && symbol.isStatic()
        && (symbol.flags() & Flags.FINAL) != 0;
  }

  /** Whether the same object only saves a comparison that follows. */
  private static boolean isShortWay(TreePath path) {
    TreePath condition = path.getParentPath();
    if (condition == null
        || condition.getParentPath() == null
        || !(condition.getParentPath().getLeaf() instanceof IfTree choice)
        || choice.getElseStatement() != null
        || !(condition.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)) {
      return false;
    }
    var statements = block.getStatements();
    int next = statements.indexOf(choice) + 1;
    return next < statements.size()
        && (isReturnOf(true, choice.getThenStatement()) || isReturnOf(0, choice.getThenStatement()))
        && !isReturnOf(false, statements.get(next));
  }

  private static boolean isReturnOf(Object value, StatementTree statement) {
    return switch (statement) {
      case BlockTree block ->
          block.getStatements().size() == 1 && isReturnOf(value, block.getStatements().getFirst());
      case ReturnTree end ->
          end.getExpression() instanceof LiteralTree literal && value.equals(literal.getValue());
      default -> false;
    };
  }

  private static boolean comparesByValueToo(TreePath path) {
    TreePath method = path;
    while (method != null && !(method.getLeaf() instanceof MethodTree)) {
      method = method.getParentPath();
    }
    if (method == null) {
      return false;
    }
    var search = new ValueComparison();
    search.scan(method.getLeaf(), null);
    return search.found;
  }

  private static final class ValueComparison extends TreeScanner<@Nullable Void, @Nullable Void> {

    private static final Set<String> NAMES =
        Set.of("equals", "compareTo", "compare", "equalsIgnoreCase", "contentEquals", "intern");

    private boolean found;

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      found |= NAMES.contains(String.valueOf(TreeInfo.name((JCTree) call.getMethodSelect())));
      return super.visitMethodInvocation(call, null);
    }
  }
}
