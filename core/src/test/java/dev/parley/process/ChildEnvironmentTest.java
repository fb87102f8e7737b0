package dev.parley.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChildEnvironmentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "TZ",
        "JAVA_HOME",
        "MAVEN_OPTS",
        "NODE_OPTIONS",
        "NODE_EXTRA_CA_CERTS",
        "npm_config_registry",
        "GOPATH",
        "CARGO_HOME",
        "SSL_CERT_FILE",
        "AWS_CA_BUNDLE",
        "https_proxy",
        "NO_PROXY"
      })
  void keepsWhatBuildsNeed(String name) {
    assertThat(of(Map.of(name, "/some/value"))).containsEntry(name, "/some/value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANTHROPIC_API_KEY",
        "OPENAI_BASE_URL",
        "GITHUB_TOKEN",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_PROFILE",
        "SSH_AUTH_SOCK",
        "PARLEY_HOME",
        "PARLEY_DB_URL",
        "npm_config__authToken",
        "NPM_CONFIG__AUTH",
        "NODE_AUTH_TOKEN",
        "MAVEN_REPO_PASSWORD",
        "KUBECONFIG",
        "DOCKER_HOST",
        "LD_PRELOAD",
        "DATABASE_URL",
        "SOMETHING_NEW"
      })
  void leavesOutSecretsAndWhatIsNotKnown(String name) {
    assertThat(of(Map.of(name, "value"))).doesNotContainKey(name);
  }

  @ParameterizedTest
  @CsvSource({
    "https_proxy, http://user:pass@proxy:3128",
    "PIP_INDEX_URL, https://user:pass@pypi.example/simple",
    "GOPROXY, https://token@goproxy.example",
    "MAVEN_OPTS, -Dtoken=sk-ant-api03-abcdefghijklm",
    "MAVEN_ARGS, -Dpassword=hunter2",
    "NODE_OPTIONS, ghp_abcdefghijklmnopqrstuvwxyz0123"
  })
  void leavesOutValuesThatLookSecret(String name, String value) {
    assertThat(of(Map.of(name, value))).doesNotContainKey(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/ada/skeleton-project-template/bin:/usr/lib/node_modules/npm-check-updates/bin",
        "/opt/sk-learn-and-other-packages/bin",
        "/home/ada/disk-usage-2-reporter-tool/bin"
      })
  void takesNoFolderForAKey(String path) {
    assertThat(of(Map.of("PATH", path))).containsEntry("PATH", path);
  }

  @Test
  void leavesOutWhateverContainsAKnownKey() {
    var user = Map.of("MAVEN_OPTS", "-Dx=correct-horse-battery", "LANG", "C", "TERM", "1");

    var child = ChildEnvironment.of(user, Set.of("correct-horse-battery", "1"));

    assertThat(child).doesNotContainKey("MAVEN_OPTS").containsKeys("LANG", "TERM");
  }

  @Test
  void saysThatNobodyIsThere() {
    assertThat(of(Map.of())).containsEntry("CI", "true").containsEntry("HUSKY", "0");
    assertThat(of(Map.of("CI", "false"))).containsEntry("CI", "false");
  }

  private static Map<String, String> of(Map<String, String> user) {
    return ChildEnvironment.of(user, List.of());
  }
}
