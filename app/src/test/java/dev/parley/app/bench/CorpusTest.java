package dev.parley.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.bench.LabelledCase.Half;
import dev.parley.model.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CorpusTest {

  private static final List<LabelledCase> ALL = Corpus.ours();

  @Test
  void thereAreEnoughPairsOfEveryLanguageAndCategory() {
    assertThat(ALL).hasSizeGreaterThanOrEqualTo(300);
    for (String language : Corpus.LANGUAGES) {
      for (String category : Corpus.CATEGORIES) {
        assertThat(ALL)
            .as(language + "/" + category)
            .filteredOn(c -> c.language().equals(language) && c.category().equals(category))
            .hasSizeGreaterThanOrEqualTo(10);
      }
    }
  }

  @Test
  void everyPairDiffersAndItsNameIsItsOwn() {
    assertThat(ALL).extracting(LabelledCase::id).doesNotHaveDuplicates();
    assertThat(ALL).allSatisfy(each -> assertThat(each.bad()).isNotEqualTo(each.good()));
    assertThat(ALL).extracting(LabelledCase::description).noneMatch(String::isBlank);
  }

  @Test
  void theHalvesAreAlike() {
    long development = ALL.stream().filter(each -> each.half() == Half.DEVELOPMENT).count();

    assertThat(ALL.size() - 2 * development).isBetween(-10L, 10L);
  }

  @Test
  void noKindOutweighsTheOthers() {
    var kinds =
        ALL.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.language() + each.kind(), Collectors.counting()));

    assertThat(kinds.values()).allMatch(count -> count <= 4);
  }

  @Test
  void aCaseIsReadWithItsMarkedLines() {
    var text =
        """
        === 01-it
        # It is wrong.
        class: CWE-1
        path: src/a.py
        --- before
        x = 1
        --- bad
        y = 1
        x = 2  <==
        --- good
        x = 3
        """;

    var read = CaseText.read("a.cases", "python/style", text).getFirst();

    assertThat(read.id()).isEqualTo("python/style/01-it");
    assertThat(read.before()).contains("x = 1\n");
    assertThat(read.bad()).isEqualTo("y = 1\nx = 2\n");
    assertThat(read.lines()).containsExactly(2);
    assertThat(read.good()).isEqualTo("x = 3\n");
    assertThat(read.half()).isEqualTo(Half.DEVELOPMENT);
  }

  @Test
  void aCaseThatIsNoneIsRefusedWithItsLine() {
    assertThatThrownBy(() -> CaseText.read("a.cases", "go/style", "=== 01-x\npath: a.go\n"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("a.cases:1: a case needs a path");
    assertThatThrownBy(() -> CaseText.read("a.cases", "go/style", "\nwhatever\n"))
        .hasMessageContaining("a.cases:2: a case begins with");
  }
}
