package dev.parley.adapters.analysers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.tools.StandardTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnRulesTest {

  private static final Path RESOURCES = Path.of("src/main/resources/dev/parley/adapters/analysers");

  @TempDir Path folder;

  @Test
  void everyRuleAndSettingThatIsThereIsGivenToItsTool() throws IOException {
    var written = new TreeSet<String>();
    for (var tool : StandardTools.ALL) {
      OwnRules.write(tool.name(), folder.resolve(tool.name()), Map.of());
      written.addAll(below(folder.resolve(tool.name()), tool.name()));
    }

    var there = new TreeSet<String>();
    for (var tool : StandardTools.ALL) {
      there.addAll(below(RESOURCES.resolve(tool.name()), tool.name()));
    }
    assertThat(written).isEqualTo(there).contains("ast-grep/sgconfig.yml", "ruff/ruff.cjs");
  }

  private static Set<String> below(Path at, String prefix) throws IOException {
    var names = new TreeSet<String>();
    if (Files.isDirectory(at)) {
      try (var files = Files.walk(at)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> names.add(prefix + "/" + at.relativize(file)));
      }
    }
    return names;
  }

  @Test
  void everythingThatIsInstalledHasItsVersionPinned() {
    for (var tool : StandardTools.ALL) {
      if (ToolInstaller.canInstall(tool) && !MavenArtifacts.knows(tool)) {
        String lock = OwnRules.text("install/" + tool.name() + "/package-lock.json");
        assertThat(lock).as(tool.name()).contains("\"version\": \"" + tool.version() + "\"");
        assertThat(lock).as(tool.name()).doesNotContain("\"resolved\"");
      }
    }
  }
}
