package dev.parley.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meeting.ListeningPolicy.Draft;
import dev.parley.meeting.LiveTranscript.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListeningPolicyTest {

  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  @Test
  void draftsOnceEnoughNewWordsWereSaid() {
    assertThat(due(words(79), List.of(), NOON)).isFalse();
    assertThat(due(words(80), List.of(), NOON)).isTrue();
  }

  @Test
  void draftsOnFewerWordsWhenSomebodySeemsToDecide() {
    assertThat(due(new Heard(1, 11, 11, 0, Optional.empty(), false), List.of(), NOON)).isFalse();
    assertThat(due(new Heard(1, 12, 11, 0, Optional.empty(), false), List.of(), NOON)).isTrue();
  }

  @Test
  void asksNothingTwice() {
    assertThat(ListeningPolicy.due(words(500), words(500), List.of(), NOON)).isFalse();
  }

  @Test
  void restsBetweenDraftsByTheClock() {
    var drafts = List.of(new Draft(NOON, words(0)));

    assertThat(due(words(100), drafts, NOON.plusSeconds(19))).isFalse();
    assertThat(due(words(100), drafts, NOON.plusSeconds(20))).isTrue();
  }

  @Test
  void takesTheTimesOfTheMeetingForTheClockOfOneThatIsPlayedFast() {
    var drafts = List.of(new Draft(NOON, at(0, 60)));

    assertThat(due(at(100, 79), drafts, NOON.plusMillis(200))).isFalse();
    assertThat(due(at(100, 80), drafts, NOON.plusMillis(200))).isTrue();
  }

  @Test
  void doesNotRestWhenVeryMuchWasSaid() {
    var drafts = List.of(new Draft(NOON, words(0)));

    assertThat(due(words(599), drafts, NOON)).isFalse();
    assertThat(due(words(600), drafts, NOON)).isTrue();
  }

  @Test
  void restsAfterADraftInVainHoweverMuchIsUnread() {
    var drafts = List.of(new Draft(NOON, words(5_000)));

    assertThat(due(words(5_100), drafts, NOON.plusSeconds(19))).isFalse();
    assertThat(due(words(5_100), drafts, NOON.plusSeconds(20))).isTrue();
  }

  @Test
  void draftsSoOftenAnHourAndNoMore() {
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < ListeningPolicy.MAX_DRAFTS_PER_HOUR; i++) {
      drafts.add(new Draft(NOON.plusSeconds(30L * i), words(i)));
    }

    assertThat(due(words(1_000), drafts, NOON.plusSeconds(3_599))).isFalse();
    assertThat(due(words(1_000), drafts, NOON.plusSeconds(3_600))).isTrue();
  }

  @Test
  void draftsSoOftenAMeetingAndNoMore() {
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < ListeningPolicy.MAX_DRAFTS; i++) {
      drafts.add(new Draft(NOON.plus(Duration.ofHours(i)), words(i)));
    }

    assertThat(due(words(10_000), drafts, NOON.plus(Duration.ofDays(30)))).isFalse();
  }

  private static boolean due(Heard now, List<Draft> drafts, Instant time) {
    return ListeningPolicy.due(now, Heard.NOTHING, drafts, time);
  }

  private static Heard words(int words) {
    return new Heard(words, words, 0, 0, Optional.empty(), false);
  }

  private static Heard at(int words, int second) {
    return new Heard(words, words, 0, 0, Optional.of(Duration.ofSeconds(second)), false);
  }
}
