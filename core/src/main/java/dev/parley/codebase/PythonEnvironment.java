package dev.parley.codebase;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a Python project's dependencies live. Without any, the system's Python runs the tests and
 * nothing is installed. Otherwise the tool whose lock file is there manages them, or {@code pip} in
 * a virtual environment of the worktree, which tells git to ignore itself. That environment sees
 * the system's packages: what is there already is not fetched again, so that it works offline.
 */
final class PythonEnvironment {

  private static final List<String> REQUIREMENT_FILES =
      List.of(
          "requirements.txt",
          "requirements-dev.txt",
          "requirements-test.txt",
          "requirements_dev.txt",
          "requirements_test.txt",
          "dev-requirements.txt",
          "test-requirements.txt",
          "requirements/dev.txt",
          "requirements/test.txt");
  private static final List<String> EXTRAS = List.of("test", "tests", "testing", "dev");

  /** Python writes that ignore file by itself from 3.13 on. */
  private static final String MAKE_ENVIRONMENT =
      "import pathlib, venv; "
          + "venv.create('.venv', system_site_packages=True, with_pip=True); "
          + "pathlib.Path('.venv/.gitignore').write_text('*\\n')";

  private enum Manager {
    NONE,
    PIP,
    UV,
    POETRY
  }

  private final Folder folder;
  private final TomlLines project;
  private final List<String> requirementFiles;
  private final Manager manager;

  private PythonEnvironment(Folder folder) {
    this.folder = folder;
    this.project = TomlLines.of(folder.text("pyproject.toml").orElse(""));
    this.requirementFiles =
        REQUIREMENT_FILES.stream()
            .filter(file -> folder.text(file).stream().anyMatch(PythonEnvironment::requiresAny))
            .toList();
    this.manager = manager();
  }

  static PythonEnvironment of(Folder folder) {
    return new PythonEnvironment(folder);
  }

  private Manager manager() {
    if (folder.has("uv.lock")) {
      return Manager.UV;
    }
    if (folder.has("poetry.lock")) {
      return Manager.POETRY;
    }
    return requirementFiles.isEmpty() && !projectHasDependencies() ? Manager.NONE : Manager.PIP;
  }

  /** Whether a package is named as a dependency of any kind, itself or as {@code name-plugin}. */
  boolean requires(String name) {
    var inToml = Pattern.compile("[\"']" + name + "\\b|^" + name + "[\\w-]*\\s*=");
    var inRequirements = Pattern.compile("^\\s*" + name + "\\b");
    return project.lines().stream().anyMatch(line -> inToml.matcher(line.text()).find())
        || Stream.concat(requirementFiles.stream(), Stream.of("setup.cfg", "setup.py", "tox.ini"))
            .flatMap(file -> folder.text(file).stream())
            .flatMap(String::lines)
            .anyMatch(line -> inRequirements.matcher(line).find() || inToml.matcher(line).find());
  }

  /** Runs a module of the environment, for example {@code pytest}. */
  String[] module(String... moduleAndArguments) {
    var prefix =
        switch (manager) {
          case NONE -> List.of("python3", "-m");
          case PIP -> List.of(".venv/bin/python", "-m");
          case UV -> List.of("uv", "run", "--frozen", "python", "-m");
          case POETRY -> List.of("poetry", "run", "python", "-m");
        };
    return Stream.concat(prefix.stream(), Stream.of(moduleAndArguments)).toArray(String[]::new);
  }

  List<RepositoryCommand> setup(boolean withPytest) {
    return switch (manager) {
      case NONE -> List.of();
      case PIP -> pip(withPytest);
      case UV ->
          List.of(folder.command("install", "uv.lock", "uv", "sync", "--frozen", "--all-extras"));
      case POETRY ->
          List.of(
              folder.command("install", "poetry.lock", "poetry", "install", "--no-interaction"));
    };
  }

  private List<RepositoryCommand> pip(boolean withPytest) {
    var install =
        new ArrayList<>(
            List.of(
                ".venv/bin/python",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check"));
    requirementFiles.forEach(file -> install.addAll(List.of("-r", file)));
    if (projectHasDependencies()) {
      var extras = EXTRAS.stream().filter(this::hasExtra).toList();
      install.addAll(List.of("-e", extras.isEmpty() ? "." : ".[" + String.join(",", extras) + "]"));
    }
    if (withPytest && !requires("pytest")) {
      install.add("pytest");
    }
    var origin = requirementFiles.isEmpty() ? "pyproject.toml" : requirementFiles.getFirst();
    return List.of(
        folder.command("venv", origin, "python3", "-c", MAKE_ENVIRONMENT),
        folder.command("install", origin, install.toArray(String[]::new)));
  }

  private boolean projectHasDependencies() {
    return project.listHasItems("project", "dependencies")
        || EXTRAS.stream().anyMatch(this::hasExtra)
        || project.in("tool.poetry.dependencies").stream()
            .anyMatch(line -> !line.isEmpty() && !line.startsWith("python"));
  }

  private boolean hasExtra(String name) {
    return project.listHasItems("project.optional-dependencies", name);
  }

  private static boolean requiresAny(String requirements) {
    return requirements
        .lines()
        .map(String::strip)
        .anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
  }
}
