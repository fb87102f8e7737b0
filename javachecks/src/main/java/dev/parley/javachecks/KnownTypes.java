package dev.parley.javachecks;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.ArrayDeque;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether javac understood the code around a place. To javac a type that it could not find is
 * compatible with every other, so that any check may hit on it; such a hit is worth nothing.
 */
final class KnownTypes {

  private final JavacTrees trees;
  private final CompilationUnitTree unit;

  KnownTypes(JavacTrees trees, CompilationUnitTree unit) {
    this.trees = trees;
    this.unit = unit;
  }

  /**
   * Of an expression, the whole of it that it stands in; of a declaration its head, its supertypes
   * included; of another statement what belongs to it but blocks.
   */
  boolean allAround(@Nullable Tree tree) {
    var path = tree == null ? null : trees.getPath(unit, tree);
    if (path == null) {
      return true;
    }
    var whole = (JCTree) whole(path).getLeaf();
    var search = new Search();
    search.scan(whole);
    return !search.unknown;
  }

  private static TreePath whole(TreePath path) {
    var whole = path;
    while (whole.getLeaf() instanceof ExpressionTree
        && whole.getParentPath() != null
        && whole.getParentPath().getLeaf() instanceof ExpressionTree parent
        && !(parent instanceof LambdaExpressionTree)) {
      whole = whole.getParentPath();
    }
    return whole;
  }

  private static final class Search extends TreeScanner {

    private int depth;
    private boolean unknown;

    @Override
    public void scan(@Nullable JCTree tree) {
      if (tree == null || unknown) {
        return;
      }
      if (tree.type != null && tree.type.isErroneous()) {
        unknown = true;
      } else {
        depth++;
        super.scan(tree);
        depth--;
      }
    }

    /** Whether what is visited is not the whole, but in it. */
    private boolean isWithin() {
      return depth > 1;
    }

    @Override
    public void visitClassDef(JCTree.JCClassDecl tree) {
      unknown |= tree.sym == null || hasUnknownSupertype(tree.sym);
      if (isWithin()) {
        super.visitClassDef(tree);
      }
    }

    @Override
    public void visitBlock(JCTree.JCBlock tree) {
      if (!isWithin()) {
        super.visitBlock(tree);
      }
    }

    @Override
    public void visitAnnotation(JCTree.JCAnnotation tree) {
      // What an annotation means is not what the code does.
    }

    @Override
    public void visitIdent(JCTree.JCIdent tree) {
      unknown |= tree.sym == null || tree.sym.kind.isResolutionError();
    }

    private static boolean hasUnknownSupertype(ClassSymbol type) {
      var seen = new HashSet<Symbol>();
      var open = new ArrayDeque<Symbol>();
      open.add(type);
      while (!open.isEmpty()) {
        if (open.poll() instanceof ClassSymbol next && seen.add(next)) {
          if (isUnknown(next.getSuperclass(), open)) {
            return true;
          }
          for (Type each : next.getInterfaces()) {
            if (isUnknown(each, open)) {
              return true;
            }
          }
        }
      }
      return false;
    }

    private static boolean isUnknown(@Nullable Type type, ArrayDeque<Symbol> open) {
      if (type != null && type.tsym != null) {
        open.add(type.tsym);
      }
      return type != null && type.isErroneous();
    }
  }
}
