package dev.parley.codebase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A program that installs JavaScript packages and runs their scripts. */
enum NodeManager {
  NPM,
  PNPM,
  YARN,
  BUN;

  /** Yarn from version 2 on has this file, and other options than Yarn 1. */
  private static final String MODERN_YARN = ".yarnrc.yml";

  /** The command. */
  String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  private List<String> lockFiles() {
    return switch (this) {
      case NPM -> List.of("package-lock.json", "npm-shrinkwrap.json");
      case PNPM -> List.of("pnpm-lock.yaml");
      case YARN -> List.of("yarn.lock");
      case BUN -> List.of("bun.lock", "bun.lockb");
    };
  }

  /** Empty if the folder has no lock file. */
  static Optional<NodeManager> byLockFile(Folder folder) {
    for (var manager : values()) {
      if (manager.isLocked(folder)) {
        return Optional.of(manager);
      }
    }
    return Optional.empty();
  }

  /** The manager of {@code pnpm@9.1.0} and the like. */
  static Optional<NodeManager> named(String packageManager) {
    for (var manager : values()) {
      if (packageManager.equals(manager.program())
          || packageManager.startsWith(manager.program() + "@")) {
        return Optional.of(manager);
      }
    }
    return Optional.empty();
  }

  /** Installs exactly what is locked; without a lock file, writes none. */
  String[] install(Folder folder) {
    boolean locked = isLocked(folder);
    return switch (this) {
      case NPM ->
          locked
              ? new String[] {"npm", "ci", "--no-audit", "--no-fund"}
              : new String[] {"npm", "install", "--no-audit", "--no-fund", "--no-package-lock"};
      case PNPM -> new String[] {"pnpm", "install", locked ? "--frozen-lockfile" : "--no-lockfile"};
      case YARN -> {
        boolean modern = folder.has(MODERN_YARN);
        yield modern
            ? new String[] {"yarn", "install", locked ? "--immutable" : "--no-immutable"}
            : new String[] {"yarn", "install", locked ? "--frozen-lockfile" : "--no-lockfile"};
      }
      case BUN -> new String[] {"bun", "install", locked ? "--frozen-lockfile" : "--no-save"};
    };
  }

  private boolean isLocked(Folder folder) {
    return lockFiles().stream().anyMatch(folder::has);
  }
}
