package dev.parley.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of the user's environment variables a confined command may see. What is not known to be
 * needed and harmless is left out, so a new provider's key never leaks by default.
 */
public final class ChildEnvironment {

  private static final Set<String> ALLOWED =
      Set.of(
          "PATH",
          "HOME",
          "LANG",
          "LANGUAGE",
          "TZ",
          "TERM",
          "COLUMNS",
          "LINES",
          "USER",
          "LOGNAME",
          "SHELL",
          "TMPDIR",
          "XDG_CACHE_HOME",
          "XDG_DATA_HOME",
          "JAVA_HOME",
          "JDK_JAVA_OPTIONS",
          "M2_HOME",
          "GRADLE_HOME",
          "GRADLE_USER_HOME",
          "GRADLE_OPTS",
          "ANDROID_HOME",
          "ANDROID_SDK_ROOT",
          "KOTLIN_HOME",
          "SBT_OPTS",
          "NVM_DIR",
          "NVM_BIN",
          "VOLTA_HOME",
          "PNPM_HOME",
          "BUN_INSTALL",
          "DENO_DIR",
          "COREPACK_HOME",
          "PLAYWRIGHT_BROWSERS_PATH",
          "PUPPETEER_EXECUTABLE_PATH",
          "CHROME_BIN",
          "GOPATH",
          "GOROOT",
          "GOCACHE",
          "GOMODCACHE",
          "GOFLAGS",
          "GOPROXY",
          "GONOSUMDB",
          "GOTOOLCHAIN",
          "CARGO_HOME",
          "RUSTUP_HOME",
          "RUSTUP_TOOLCHAIN",
          "RUST_BACKTRACE",
          "PYENV_ROOT",
          "PYENV_VERSION",
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "PYTHONPATH",
          "PYTHONUNBUFFERED",
          "PYTHONDONTWRITEBYTECODE",
          "PIP_INDEX_URL",
          "PIP_CERT",
          "PIP_CACHE_DIR",
          "UV_CACHE_DIR",
          "UV_INDEX_URL",
          "UV_DEFAULT_INDEX",
          "POETRY_HOME",
          "RBENV_ROOT",
          "GEM_HOME",
          "GEM_PATH",
          "DOTNET_ROOT",
          "NUGET_PACKAGES",
          "CC",
          "CXX",
          "CFLAGS",
          "CXXFLAGS",
          "CPPFLAGS",
          "LDFLAGS",
          "LD_LIBRARY_PATH",
          "PKG_CONFIG_PATH",
          "LOCALE_ARCHIVE",
          "CI",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "REQUESTS_CA_BUNDLE",
          "CURL_CA_BUNDLE",
          "GIT_SSL_CAINFO",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "ALL_PROXY",
          "FTP_PROXY",
          "NO_PROXY");

  private static final Pattern ALLOWED_FAMILY =
      Pattern.compile(
          "LC_[A-Z]+|MAVEN_[A-Z_]+|NODE_[A-Z_]+|NPM_CONFIG_[A-Z_]+|NIX_[A-Z_]+"
              + "|[A-Z0-9_]*_(CA_CERTS?|CA_BUNDLE|CA_CERTS_FILE|CA_FILE|SSL_CERT_FILE)");

  private static final Pattern SECRET_NAME =
      Pattern.compile("KEY|TOKEN|SECRET|PASS(WORD|WD|PHRASE)|CREDENTIAL|AUTH|COOKIE|SESSION");

  /** Addresses with a user in them, and the forms of well-known keys. */
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s@]*@"
              + "|\\bsk-(?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]{16,}"
              + "|\\b(gh[pousr]_|github_pat_|npm_)[A-Za-z0-9_]{20,}"
              + "|\\b(glpat|xox[abeoprs]|pypi)-[A-Za-z0-9_-]{16,}"
              + "|\\bAIza[A-Za-z0-9_-]{30,}|\\b(AKIA|ASIA)[A-Z0-9]{16}"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY"
              + "|(?i:password\\s*=|_authToken|_password)");

  /** A shorter secret would strike at random: "1" is no reason to hide a variable. */
  private static final int SHORTEST_SECRET = 8;

  /**
   * Nobody is there to answer: no prompt, no watch mode, no pager; and no tool should put hooks
   * into a repository that is read-only to it.
   */
  private static final Map<String, String> UNATTENDED =
      Map.of("CI", "true", "HUSKY", "0", "GIT_TERMINAL_PROMPT", "0", "PAGER", "cat");

  private ChildEnvironment() {}

  /**
   * The variables to give to a confined command.
   *
   * @param user the environment Parley was started in
   * @param secrets values known to be secret: whatever contains one is left out
   */
  public static Map<String, String> of(Map<String, String> user, Collection<String> secrets) {
    var child = new HashMap<>(UNATTENDED);
    user.forEach((name, value) -> {
      if (isAllowed(name) && !looksSecret(name, value) && !containsAny(value, secrets)) {
        child.put(name, value);
      }
    });
    return Map.copyOf(child);
  }

  /** Whether a variable should be kept from children, by its name or by its value. */
  public static boolean looksSecret(String name, String value) {
    return SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).find()
        || SECRET_VALUE.matcher(value).find();
  }

  private static boolean isAllowed(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return ALLOWED.contains(upper) || ALLOWED_FAMILY.matcher(upper).matches();
  }

  private static boolean containsAny(String value, Collection<String> secrets) {
    return secrets.stream()
        .anyMatch(secret -> secret.length() >= SHORTEST_SECRET && value.contains(secret));
  }
}
