package dev.parley.codebase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Python: {@code pytest} if the project is configured for it, depends on it or has tests only it
 * can run, else {@code unittest}.
 */
final class PythonProject implements BuildSystem {

  private static final List<String> MARKS =
      List.of(
          "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "pytest.ini", "tox.ini");
  private static final Pattern TEST_FILE =
      Pattern.compile("(?:^|/)(?:test_[^/]*|[^/]*_test)\\.py$");

  private static final int MAX_TEST_FILES_READ = 20;

  @Override
  public boolean marks(String name) {
    return MARKS.contains(name);
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    var mark = MARKS.stream().filter(folder::has).findFirst();
    var tests = tests(folder, mark.isPresent());
    if (tests.isEmpty() && mark.isEmpty()) {
      return Optional.empty();
    }
    var environment = PythonEnvironment.of(folder);
    boolean pytest =
        isConfiguredForPytest(folder)
            || environment.requires("pytest")
            || needsPytest(folder, tests);
    var origin = mark.orElseGet(tests::getFirst);
    var checks = new ArrayList<RepositoryCommand>();
    if (pytest) {
      checks.add(folder.command("test", origin, environment.module("pytest")));
    } else {
      for (var arguments : UnittestDiscovery.of(folder, tests)) {
        checks.add(folder.command("test", origin, environment.module(arguments)));
      }
    }
    var setup = checks.isEmpty() ? List.<RepositoryCommand>of() : environment.setup(pytest);
    return Optional.of(new Build(setup, checks, List.of(), !checks.isEmpty()));
  }

  /** Test files; those of projects further down count only for a folder that is one itself. */
  private static List<String> tests(Folder folder, boolean isProject) {
    var files = folder.files();
    var projects = isProject ? Set.<String>of() : projectsBelow(files);
    return files.stream()
        .filter(file -> TEST_FILE.matcher(file).find() && !Folder.isForeign(file))
        .filter(file -> projects.stream().noneMatch(project -> file.startsWith(project + "/")))
        .toList();
  }

  private static Set<String> projectsBelow(List<String> files) {
    return files.stream()
        .filter(file -> MARKS.contains(Folder.nameOf(file)))
        .map(Folder::parentOf)
        .collect(Collectors.toSet());
  }

  private static boolean isConfiguredForPytest(Folder folder) {
    return folder.has("pytest.ini")
        || folder.has("conftest.py")
        || folder.has("tests/conftest.py")
        || folder.text("setup.cfg").filter(text -> text.contains("[tool:pytest]")).isPresent()
        || folder.text("tox.ini").filter(text -> text.contains("[pytest]")).isPresent()
        || folder
            .text("pyproject.toml")
            .filter(text -> TomlLines.of(text).hasTable("tool.pytest"))
            .isPresent();
  }

  /** Whether a test is a bare function or names pytest: unittest would not find or run it. */
  private static boolean needsPytest(Folder folder, List<String> tests) {
    return tests.stream()
        .limit(MAX_TEST_FILES_READ)
        .map(test -> folder.text(test).orElse(""))
        .anyMatch(PythonProject::needsPytest);
  }

  private static boolean needsPytest(String test) {
    return test.lines()
        .anyMatch(line ->
            line.startsWith("import pytest")
                || line.startsWith("from pytest")
                || line.startsWith("def test")
                || line.startsWith("async def test"));
  }
}
