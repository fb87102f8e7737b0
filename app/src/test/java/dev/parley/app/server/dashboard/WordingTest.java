package dev.parley.app.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs are called. */
class WordingTest {

  @ParameterizedTest
  @CsvSource({
    "Q3/Q4 planning, Q3/Q4 planning",
    "Release 1.2 and/or 1.3, Release 1.2 and/or 1.3",
    "standup, standup",
    "notes/monday, monday",
    "../meetings/teatime.vtt, teatime.vtt",
    "/home/ada/My notes/monday.md, monday.md",
    "/home/ada/My notes/monday, monday"
  })
  void aFileIsCalledByItsNameAndAMeetingByItsWholeTitle(String source, String name) {
    assertThat(Wording.source(source)).isEqualTo(name);
  }
}
