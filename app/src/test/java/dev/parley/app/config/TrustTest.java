package dev.parley.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

  @TempDir Path folder;
  private Path home;
  private Path repository;

  @BeforeEach
  void makeARepositoryWithAFile() throws IOException {
    home = folder.resolve("home");
    repository = Files.createDirectories(folder.resolve("repository"));
    Files.writeString(repository.resolve("parley.toml"), "[verification]\ncommands=[['t']]\n");
  }

  @Test
  void bindsOnlyTheVeryTextThatWasTrusted() throws IOException {
    assertThat(bound()).isFalse();

    var text = ConfigurationFiles.ofRepository(repository).orElseThrow().text();
    new Trust(home).grant(repository, text);
    assertThat(bound()).isTrue();

    Files.writeString(repository.resolve("parley.toml"), text + "timeout = 1\n");
    assertThat(bound()).isFalse();
  }

  @Test
  void trustsOneRepositoryAndNotAnother() {
    new Trust(home).grant(repository, "a");

    assertThat(new Trust(home).trusts(repository, "a")).isTrue();
    assertThat(new Trust(home).trusts(folder.resolve("other"), "a")).isFalse();
  }

  @Test
  void anUnreadableFileTrustsNothing() throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("trust.json"), "{broken");

    assertThat(new Trust(home).trusts(repository, "a")).isFalse();
  }

  private boolean bound() {
    var places = new Places(home, folder.resolve("config.toml"));
    return ConfigurationFiles.load(places, Optional.of(repository), List.of(), Map.of(), Flags.NONE)
        .configuration()
        .verification()
        .commands()
        .isPresent();
  }
}
