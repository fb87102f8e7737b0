package dev.parley.review.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImportsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "import { a } from './a' | src/a.ts",
        "import './a' | src/a.ts",
        "export * from \"./a\" | src/a.ts",
        "const a = require('./a') | src/a.ts",
        "const a = await import('./a') | src/a.ts",
        "import a from '../lib/money.js' | lib/money.ts",
        "import a from './view.js' | src/view.tsx",
        "import a from './view.jsx' | src/view.tsx",
        "import a from './ui' | src/ui/index.tsx",
        "import data from './data.json' | src/data.json",
        "import t from './types' | src/types.d.ts",
        "/// <reference path=\"./types.d.ts\" /> | src/types.d.ts",
      })
  void findsTheFileThatIsMeant(String line, String expected) {
    var there =
        Set.of(
            "src/a.ts",
            "lib/money.ts",
            "src/view.tsx",
            "src/ui/index.tsx",
            "src/data.json",
            "src/types.d.ts");

    assertThat(Imports.of("src/main.ts", line, there)).containsExactly(expected);
  }

  @Test
  void knowsNothingOfPackagesAndOfWhatIsNotThere() {
    String text = "import a from 'express'; import b from './gone'; import c from '../../../up';";

    assertThat(Imports.of("src/main.ts", text, Set.of("src/a.ts", "express", "up.ts"))).isEmpty();
  }
}
