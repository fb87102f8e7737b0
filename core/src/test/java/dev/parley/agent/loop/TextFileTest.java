package dev.parley.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesEveryByteBackUnchanged(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        // Mostly text, with all kinds of line ends; sometimes anything at all.
        if (random.nextInt(20) > 0) {
          bytes[j] = (byte) "abc \r\n\t".charAt(random.nextInt(7));
        }
      }
      TextFile.decode(bytes).ifPresent(file -> assertThat(file.encode()).isEqualTo(bytes));
    }
  }
}
