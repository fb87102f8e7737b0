package dev.parley.review.lint;

import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of Python's handlers an earlier one keeps from ever being reached. */
final class Handlers {

  /** By the simple name of an error, that of the more general one. */
  private static final Map<String, String> PARENTS =
      Map.ofEntries(
          Map.entry("FileNotFoundError", "OSError"),
          Map.entry("FileExistsError", "OSError"),
          Map.entry("PermissionError", "OSError"),
          Map.entry("IsADirectoryError", "OSError"),
          Map.entry("NotADirectoryError", "OSError"),
          Map.entry("InterruptedError", "OSError"),
          Map.entry("BlockingIOError", "OSError"),
          Map.entry("ChildProcessError", "OSError"),
          Map.entry("ProcessLookupError", "OSError"),
          Map.entry("TimeoutError", "OSError"),
          Map.entry("ConnectionError", "OSError"),
          Map.entry("ConnectionRefusedError", "ConnectionError"),
          Map.entry("ConnectionResetError", "ConnectionError"),
          Map.entry("ConnectionAbortedError", "ConnectionError"),
          Map.entry("BrokenPipeError", "ConnectionError"),
          Map.entry("IOError", "OSError"),
          Map.entry("HTTPError", "URLError"),
          Map.entry("KeyError", "LookupError"),
          Map.entry("IndexError", "LookupError"),
          Map.entry("ZeroDivisionError", "ArithmeticError"),
          Map.entry("OverflowError", "ArithmeticError"),
          Map.entry("FloatingPointError", "ArithmeticError"),
          Map.entry("UnicodeError", "ValueError"),
          Map.entry("UnicodeDecodeError", "UnicodeError"),
          Map.entry("UnicodeEncodeError", "UnicodeError"),
          Map.entry("JSONDecodeError", "ValueError"),
          Map.entry("ModuleNotFoundError", "ImportError"),
          Map.entry("NotImplementedError", "RuntimeError"),
          Map.entry("RecursionError", "RuntimeError"),
          Map.entry("UnboundLocalError", "NameError"),
          Map.entry("IntegrityError", "DatabaseError"),
          Map.entry("OperationalError", "DatabaseError"),
          Map.entry("ProgrammingError", "DatabaseError"),
          Map.entry("DataError", "DatabaseError"));

  private Handlers() {}

  static void check(Stmt.Try attempt, Scope scope) {
    if (!scope.is("python")) {
      return;
    }
    var caught = new HashSet<String>();
    for (var handler : attempt.catches()) {
      List<String> types = handler.types();
      if (!types.isEmpty() && types.stream().allMatch(type -> isCaught(type, caught, scope))) {
        scope.report("unreachable-handler", handler.line());
      }
      caught.addAll(types);
    }
  }

  private static boolean isCaught(String type, Set<String> caught, Scope scope) {
    String each = type;
    // As deep as any hierarchy is; two types of a file may name each other.
    for (int depth = 0; depth < 16 && !each.isEmpty(); depth++) {
      if (caught.contains(each)) {
        return true;
      }
      each = parent(each, scope);
    }
    return false;
  }

  private static String parent(String type, Scope scope) {
    TypeDecl own = scope.declared().types().get(type);
    if (own != null) {
      return own.supertypes().isEmpty() ? "" : own.supertypes().getFirst();
    }
    return PARENTS.getOrDefault(type, "");
  }
}
