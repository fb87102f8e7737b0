package dev.parley.codebase;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Arguments with which {@code unittest} finds given tests. It descends only into packages, so a
 * folder of tests that is none must be named.
 */
final class UnittestDiscovery {

  /** Folders searched each with a command of its own. */
  static final int MAX_FOLDERS = 5;

  private UnittestDiscovery() {}

  /** The arguments of each command; none if there are no tests. */
  static List<String[]> of(Folder folder, List<String> tests) {
    var starts = new TreeSet<>(Folder.NEAREST_FIRST);
    tests.forEach(test -> starts.add(start(folder, Folder.parentOf(test))));
    boolean standard = tests.stream().anyMatch(test -> Folder.nameOf(test).startsWith("test"));
    return starts.stream().limit(MAX_FOLDERS).map(start -> arguments(start, standard)).toList();
  }

  /** The lowest folder on the way up to the root from which only packages lead to the test. */
  private static String start(Folder folder, String testFolder) {
    var at = testFolder;
    while (!at.isEmpty() && folder.has(at + "/__init__.py")) {
      at = Folder.parentOf(at);
    }
    return at;
  }

  private static String[] arguments(String start, boolean standardNames) {
    var arguments = new ArrayList<>(List.of("unittest", "discover"));
    if (!start.isEmpty()) {
      arguments.addAll(List.of("-s", start));
    }
    if (!standardNames) {
      arguments.addAll(List.of("-p", "*_test.py"));
    }
    return arguments.toArray(String[]::new);
  }
}
