package dev.parley.review.tools;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Paths of a repository: slashes, relative, no dots. Pure. */
public final class Paths {

  /**
   * Settings of analysers, by file name. They are never written where a tool could find them: they
   * can switch rules off, and some are programs.
   */
  private static final Set<String> SETTINGS =
      Set.of(
          "biome.json",
          "biome.jsonc",
          ".biome.json",
          ".biome.jsonc",
          "ruff.toml",
          ".ruff.toml",
          "pyproject.toml",
          "setup.cfg",
          "tox.ini",
          ".flake8",
          ".pylintrc",
          "mypy.ini",
          "sgconfig.yml",
          "sgconfig.yaml",
          "clippy.toml",
          ".clippy.toml",
          "rust-toolchain",
          "rust-toolchain.toml",
          "rustfmt.toml",
          "tslint.json",
          ".semgrepignore",
          ".secretlintignore",
          ".gitignore",
          ".ignore",
          ".npmrc",
          "staticcheck.conf",
          "checkstyle.xml",
          "spotbugs-exclude.xml");

  private static final List<String> SETTING_PREFIXES =
      List.of(
          ".eslintrc",
          "eslint.config.",
          ".eslintignore",
          ".oxlintrc",
          "oxlint.config.",
          "oxlint.json",
          ".secretlintrc",
          ".semgrep",
          ".golangci",
          "tsconfig",
          "jsconfig");

  /** Folders whose files configure tools, or that tools pass over. */
  private static final Set<String> SETTING_FOLDERS = Set.of(".cargo", ".git", "node_modules");

  private Paths() {}

  /** In lower case, without the dot; empty if there is none. */
  public static String extension(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** The last part. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder a path is in; empty for the root. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Whether a tool that finds this file would be configured by it, or hidden from it. */
  public static boolean configuresAnalysers(String path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return SETTINGS.contains(name)
        || SETTING_PREFIXES.stream().anyMatch(name::startsWith)
        || List.of(path.split("/", -1)).stream().anyMatch(SETTING_FOLDERS::contains);
  }

  /** A path as seen from a folder of the tree, resolved; empty if it leaves the tree. */
  public static Optional<String> resolve(String folder, String relative) {
    var parts = new ArrayDeque<String>();
    var all = new ArrayList<>(List.of(folder.split("/", -1)));
    all.addAll(List.of(relative.split("/", -1)));
    for (String part : all) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
  }

  /** Whether it can be written below a folder: git allows no other, but a diff is foreign text. */
  public static boolean isPlain(String path) {
    return !path.isEmpty()
        && path.indexOf('\0') < 0
        && path.indexOf('\\') < 0
        && resolve("", path).filter(path::equals).isPresent();
  }
}
