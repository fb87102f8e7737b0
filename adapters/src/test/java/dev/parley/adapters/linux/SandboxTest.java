package dev.parley.adapters.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxTest {

  private static final Confinement CONFINED = new Confinement(true, List.of(), List.of(), true);

  @TempDir Path folder;

  @Test
  void refusesConfinedCommandsWithoutBubblewrapAndNamesTheWaysOut() {
    var runner = Sandbox.runner(Sandbox.Mode.AUTO, new OsProcessRunner(), layout("/nowhere"));

    assertThatThrownBy(() -> runner.run(command(CONFINED)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.NO_SANDBOX);
              assertThat(e.problem().code().exitCode()).isEqualTo(4);
              assertThat(e.problem().remedy())
                  .contains("apt-get install bubblewrap")
                  .contains("--sandbox none");
            });
    assertThat(runner.run(command(Confinement.NONE)).stdout()).isEqualTo("ran\n");
  }

  @Test
  void saysWhyBubblewrapDoesNotWork() throws IOException {
    var broken =
        Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\necho no userns >&2\nexit 1");
    assertThat(broken.toFile().setExecutable(true)).isTrue();

    assertThat(Sandbox.probe(new OsProcessRunner(), layout(folder + ":/bin")))
        .hasValueSatisfying(problem -> {
          assertThat(problem.code()).isEqualTo(Code.NO_SANDBOX);
          assertThat(problem.message()).contains("no userns");
          assertThat(problem.remedy()).contains("user namespaces").contains("--sandbox none");
        });
  }

  @Test
  void runsUnconfinedIfTheUserSaysSo() {
    var runner = Sandbox.runner(Sandbox.Mode.NONE, new OsProcessRunner(), layout("/nowhere"));

    assertThat(runner.run(command(CONFINED)).stdout()).isEqualTo("ran\n");
  }

  private SandboxLayout layout(String path) {
    return SandboxLayout.of(folder, folder.resolve("parley"), Map.of("PATH", path));
  }

  private Command command(Confinement confinement) {
    return new Command(
        List.of("/bin/echo", "ran"),
        folder,
        Map.of(),
        "",
        Duration.ofSeconds(30),
        1000,
        confinement);
  }
}
