package dev.parley.adapters.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which parts of a home folder builds need. The rest of a home is hidden: an allowlist, since
 * nobody can list all the places where people keep secrets.
 *
 * @param home the user's home
 */
public record HomeFolders(Path home) {

  /** Where build tools keep what they downloaded; they fail or crawl if they cannot write there. */
  private static final List<String> CACHES =
      List.of(
          ".m2/repository",
          ".m2/wrapper",
          ".gradle",
          ".ivy2",
          ".sbt",
          ".npm",
          ".yarn",
          ".pnpm-store",
          ".local/share/pnpm",
          ".bun/install/cache",
          ".cargo/registry",
          ".cargo/git",
          ".nuget/packages",
          ".pub-cache",
          "go/pkg",
          ".cache/pip",
          ".cache/uv",
          ".cache/pypoetry",
          ".cache/go-build",
          ".cache/yarn",
          ".cache/pnpm",
          ".cache/node",
          ".cache/deno",
          ".cache/coursier",
          ".cache/bazel",
          ".cache/ccache",
          ".cache/composer",
          ".cache/pre-commit");

  /** Programs, and settings without secrets. */
  private static final List<String> TOOLS =
      List.of(
          ".m2",
          ".sdkman",
          ".jdks",
          ".nvm",
          ".fnm",
          ".volta",
          ".asdf",
          ".bun",
          ".deno",
          ".cargo",
          ".rustup",
          ".pyenv",
          ".rbenv",
          ".gem",
          ".rvm",
          ".dotnet",
          ".konan",
          ".opam",
          ".ghcup",
          ".cabal",
          ".stack",
          ".mix",
          ".linuxbrew",
          ".nix-profile",
          ".local/bin",
          ".local/lib",
          ".local/share/pipx",
          ".local/share/uv",
          ".local/share/mise",
          ".local/share/fnm",
          ".local/share/virtualenvs",
          ".cache/ms-playwright",
          ".cache/puppeteer",
          ".cache/Cypress",
          "miniconda3",
          "anaconda3",
          "go");

  /** Secrets inside what is shown. */
  private static final List<String> SECRETS =
      List.of(
          ".m2/settings.xml",
          ".m2/settings-security.xml",
          ".gradle/gradle.properties",
          ".gradle/init.d",
          ".cargo/credentials",
          ".cargo/credentials.toml",
          ".gem/credentials",
          ".cabal/config",
          ".stack/config.yaml",
          ".ivy2/.credentials",
          ".sbt/credentials",
          ".pub-cache/credentials.json");

  /** Variables by which users say where else a tool is. */
  private static final List<String> TOOL_VARIABLES =
      List.of(
          "JAVA_HOME",
          "M2_HOME",
          "MAVEN_HOME",
          "GRADLE_HOME",
          "GOROOT",
          "GOPATH",
          "CARGO_HOME",
          "RUSTUP_HOME",
          "PYENV_ROOT",
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "NVM_DIR",
          "VOLTA_HOME",
          "PNPM_HOME",
          "BUN_INSTALL",
          "RBENV_ROOT",
          "GEM_HOME",
          "DOTNET_ROOT",
          "ANDROID_HOME",
          "PLAYWRIGHT_BROWSERS_PATH",
          "NODE_EXTRA_CA_CERTS",
          "SSL_CERT_FILE",
          "REQUESTS_CA_BUNDLE",
          "CURL_CA_BUNDLE",
          "PIP_CERT");

  private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "sbin", "shims");

  /** What {@code WorktreeCommands.caches} should hold, whether it exists or not. */
  public List<Path> caches() {
    return CACHES.stream().map(home::resolve).toList();
  }

  /** What a command with this environment needs to see. */
  List<Path> tools(Map<String, String> environment) {
    var tools = new ArrayList<>(TOOLS.stream().map(home::resolve).toList());
    caches().forEach(tools::add);
    TOOL_VARIABLES.stream()
        .map(environment::get)
        .filter(value -> value != null && value.startsWith("/"))
        .map(value -> Path.of(value).normalize())
        .forEach(tools::add);
    Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
        .filter(entry -> entry.startsWith("/"))
        .map(entry -> installation(Path.of(entry).normalize()))
        .forEach(tools::add);
    return tools.stream().filter(tool -> !home.startsWith(tool)).toList();
  }

  List<Path> secrets() {
    return SECRETS.stream().map(home::resolve).toList();
  }

  /**
   * A program's libraries stand beside its {@code bin}; but a home's own bin stands in the home.
   */
  private Path installation(Path programs) {
    var parent = programs.getParent();
    return parent != null
            && parent.getNameCount() > 1
            && PROGRAM_FOLDERS.contains(String.valueOf(programs.getFileName()))
            && !home.startsWith(parent)
            && !isPrivate(parent)
        ? parent
        : programs;
  }

  private boolean isPrivate(Path folder) {
    var name = String.valueOf(folder.getFileName());
    return home.equals(folder.getParent()) && name.startsWith(".") && !TOOLS.contains(name);
  }
}
