package dev.parley.orchestrator;

import java.util.List;

/**
 * What of a run a person must approve.
 *
 * @param plan the plan, before anything of it starts
 * @param protectedPaths changes that touch protected paths, before they are integrated
 * @param globs the protected paths, as {@code agent.loop.Glob} reads them
 */
public record ApprovalPolicy(boolean plan, boolean protectedPaths, List<String> globs) {

  /**
   * What decides how a repository is built, published, licensed and secured: CI, hooks that git and
   * its helpers run, licences, the exact versions of dependencies, and Parley's own settings.
   */
  public static final List<String> USUALLY_PROTECTED =
      List.of(
          ".github/**",
          ".gitlab/**",
          ".gitlab-ci.yml",
          ".circleci/**",
          ".buildkite/**",
          ".forgejo/**",
          ".gitea/**",
          ".woodpecker/**",
          ".woodpecker.yml",
          ".drone.yml",
          ".travis.yml",
          "Jenkinsfile*",
          "azure-pipelines*.yml",
          "bitbucket-pipelines.yml",
          "CODEOWNERS",
          ".githooks/**",
          ".husky/**",
          ".pre-commit-config.yaml",
          "lefthook.yml",
          ".gitattributes",
          ".gitmodules",
          "LICENSE*",
          "LICENCE*",
          "COPYING*",
          "NOTICE*",
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "bun.lock",
          "bun.lockb",
          "Cargo.lock",
          "poetry.lock",
          "uv.lock",
          "pdm.lock",
          "Pipfile.lock",
          "Gemfile.lock",
          "composer.lock",
          "mix.lock",
          "flake.lock",
          "go.sum",
          "gradle.lockfile",
          "packages.lock.json",
          "/parley.toml");

  /** Nothing waits for anybody, and nothing is protected. */
  public static final ApprovalPolicy NONE = new ApprovalPolicy(false, false, List.of());

  public ApprovalPolicy {
    globs = List.copyOf(globs);
  }
}
