package dev.parley.adapters.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.parley.json.LocatedJson.Field;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJson.Items;
import dev.parley.json.LocatedJson.Null;
import dev.parley.json.LocatedJson.Numeric;
import dev.parley.json.LocatedJson.Place;
import dev.parley.json.LocatedJson.Text;
import dev.parley.json.LocatedJson.Truth;
import dev.parley.json.MalformedJsonException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JacksonLocatedJsonReaderTest {

  private final JacksonLocatedJsonReader reader = new JacksonLocatedJsonReader();

  @Test
  void givesEveryValueItsPlace() {
    assertThat(reader.read("{\n  \"a\": [1.5, true,\n null],\n\t\"b\": \"x\"}"))
        .isEqualTo(
            new Fields(
                new Place(1, 1),
                List.of(
                    new Field(
                        new Place(2, 3),
                        "a",
                        new Items(
                            new Place(2, 8),
                            List.of(
                                new Numeric(new Place(2, 9), new BigDecimal("1.5")),
                                new Truth(new Place(2, 14), true),
                                new Null(new Place(3, 2))))),
                    new Field(new Place(4, 2), "b", new Text(new Place(4, 7), "x")))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|1|1",
        "{|1|2",
        "[1,]|1|4",
        "{\"a\": 1, \"a\": 2}|1|13",
        "[] x|1|5",
        "[NaN]|1|5",
        "[01]|1|3",
        "\"open|1|6"
      })
  void namesThePlaceOfWhatIsNoJson(String text, int line, int column) {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> reader.read(text))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("StreamRead"))
        .satisfies(e -> assertThat(e.place().line()).isEqualTo(line))
        .satisfies(e -> assertThat(e.place().column()).isCloseTo(column, within(2)));
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    assertThat(reader.read("[".repeat(64) + "]".repeat(64))).isInstanceOf(Items.class);
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> reader.read("[".repeat(65) + "]".repeat(65)));
  }

  @Test
  void refusesANumberThatIsTooLong() {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> reader.read("1".repeat(1_000)));
  }
}
