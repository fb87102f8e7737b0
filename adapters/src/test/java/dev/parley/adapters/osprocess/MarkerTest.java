package dev.parley.adapters.osprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class MarkerTest {

  @Test
  void knowsTheChildrenOfTheLivingFromThoseOfTheDead() {
    var mine = "PATH=/bin\0PARLEY_PROCESS=" + Marker.fresh() + "\0A=b\0";
    var dead = dead(Marker.namespace());
    var self = ProcessHandle.current().pid();
    var reused = Marker.namespace() + "." + self + ".12345." + UUID.randomUUID();

    assertThat(Marker.isOrphaned(mine)).isFalse();
    assertThat(Marker.isOrphaned("PATH=/bin\0")).isFalse();
    assertThat(Marker.isOrphaned("PARLEY_PROCESS=by hand")).isFalse();
    assertThat(Marker.isOrphaned("PARLEY_PROCESS=" + dead("12345"))).isFalse();
    assertThat(Marker.isOrphaned("A=b\0PARLEY_PROCESS=" + dead)).isTrue();
    assertThat(Marker.isOrphaned("PARLEY_PROCESS=" + reused + "\0")).isTrue();
    assertThat(Marker.isOrphaned("PARLEY_PROCESS=" + dead + "/" + Marker.fresh())).isTrue();
  }

  @Test
  void killsOrphansAndSparesTheChildrenOfTheLiving() throws Exception {
    var orphan = sleeper(dead(Marker.namespace()));
    var child = sleeper(Marker.fresh());
    try {
      OsProcessRunner.killOrphans();

      assertThat(orphan.waitFor()).isNotZero();
      assertThat(child.isAlive()).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }

  /** Of a process with an id that no system gives. */
  private static String dead(String namespace) {
    return namespace + ".4194305.1700000000000." + UUID.randomUUID();
  }

  private static Process sleeper(String marker) throws Exception {
    var builder = new ProcessBuilder("sleep", "300");
    builder.environment().put(Marker.VARIABLE, marker);
    return builder.start();
  }
}
