package dev.parley.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meeting.LiveTranscript.Heard;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionsTest {

  private static final Requirement CSV = requirement("R1", "Export CSV", "U1");
  private static final Requirement DARK = requirement("R2", "A dark mode", "U2");

  private RequirementsHistory history = RequirementsHistory.NONE;
  private int said;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void takesTheFirstDraftAsItIs() {
    var revision = draft(CSV, DARK);

    assertThat(revision.added()).containsExactly(CSV, DARK);
    assertThat(revision.prd().requirements()).containsExactly(CSV, DARK);
  }

  @Test
  void changesNothingWhenTheSameIsSaidInOtherWordsOfTheModel() {
    draft(CSV);

    var revision = draft(requirement("R1", "Exporting of CSV files", "U1"));

    assertThat(revision.nothingNew()).isTrue();
    assertThat(revision.prd().requirements()).containsExactly(CSV);
  }

  @Test
  void changesWhatWasDecidedAnewUnderTheSameId() {
    draft(CSV);
    var semicolons = requirement("R1", "Export CSV with semicolons", "U1", "U9");

    var revision = draft(semicolons);

    assertThat(revision.changed()).containsExactly(CSV);
    assertThat(revision.prd().requirements()).containsExactly(semicolons);
  }

  @Test
  void withdrawsWhatIsLeftOutAndNeverUsesItsIdAgain() {
    draft(CSV, DARK);
    var withdrawn = draft(CSV).withdrawn();

    var revision = draft(CSV, requirement("R2", "A search box", "U7"));

    assertThat(withdrawn).containsExactly(DARK);
    assertThat(revision.added()).extracting(Requirement::id).containsExactly("R3");
  }

  @Test
  void keepsIdsOfWhatTheModelNumbersAnew() {
    draft(CSV, DARK);

    var revision = draft(requirement("R1", "A dark mode", "U2"));

    assertThat(revision.withdrawn()).containsExactly(CSV);
    assertThat(revision.prd().requirements()).containsExactly(DARK);
    assertThat(revision.added()).isEmpty();
  }

  @Test
  void givesAnIdOfItsOwnToWhatHasNothingInCommonWithItsNamesake() {
    draft(CSV);

    var revision = draft(requirement("R1", "A search box", "U8"));

    assertThat(revision.withdrawn()).containsExactly(CSV);
    assertThat(revision.added()).extracting(Requirement::id).containsExactly("R2");
  }

  @Test
  void settlesOnWhatTwoFurtherDraftsLeftAlone() {
    draft(CSV);
    draft(CSV, DARK);
    assertThat(history.settled(Heard.NOTHING)).isEmpty();

    draft(CSV, DARK);
    assertThat(history.settled(Heard.NOTHING)).containsExactly(CSV);

    draft(CSV, DARK);
    assertThat(history.settled(Heard.NOTHING)).containsExactly(CSV, DARK);
  }

  @Test
  void settlesOnNothingBecauseItIsWrittenTwiceFromTheSameWords() {
    draft(CSV);
    var prd = new Prd("t", List.of(CSV), List.of(), List.of());
    var same = history.heard();
    var _ = next(prd, same);
    var _ = next(prd, same);

    assertThat(history.settled(same)).isEmpty();
  }

  @Test
  void settlesOnNothingWhileSomebodySeemsToTakeSomethingBack() {
    draft(CSV);
    draft(CSV);
    draft(CSV);

    assertThat(history.settled(new Heard(9, 90, 80, 80, Optional.empty(), false))).isEmpty();
  }

  @Test
  void doesNotSettleOnWhatAnOpenQuestionIsAbout() {
    draft(CSV);
    draft(CSV);
    var question = new OpenQuestion("Which separator?", List.of("U1"));
    next(new Prd("t", List.of(CSV, DARK), List.of(question), List.of()));

    assertThat(history.settled(Heard.NOTHING)).isEmpty();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void addsUpWhateverAModelWrites(long seed) {
    var random = new Random(seed);
    var gone = new HashSet<String>();
    for (int round = 0; round < 12; round++) {
      var before = history.current().map(Prd::requirements).orElse(List.of());
      var revision = draft(written(random));
      var now = revision.prd().requirements();

      assertThat(now).extracting(Requirement::id).doesNotHaveDuplicates();
      assertThat(now).extracting(Requirement::id).noneMatch(gone::contains);
      assertThat(now.containsAll(revision.added())).isTrue();
      assertThat(before.size() + revision.added().size() - revision.withdrawn().size())
          .isEqualTo(now.size());
      assertThat(before.containsAll(revision.changed())).isTrue();
      assertThat(before.containsAll(revision.withdrawn())).isTrue();
      revision.withdrawn().forEach(r -> gone.add(r.id()));
    }
  }

  private static Requirement[] written(Random random) {
    return IntStream.rangeClosed(1, 6)
        .filter(_ -> random.nextInt(3) > 0)
        .mapToObj(i -> requirement("R" + i, "Text " + random.nextInt(8), "U" + random.nextInt(5)))
        .toArray(Requirement[]::new);
  }

  private Revision draft(Requirement... requirements) {
    return next(new Prd("t", List.of(requirements), List.of(), List.of()));
  }

  private Revision next(Prd answer) {
    said += 10;
    return next(answer, new Heard(said, said, 0, 0, Optional.empty(), false));
  }

  private Revision next(Prd answer, Heard heard) {
    var revision = Revisions.next(history, answer, history.drafts() + 1, heard);
    history = history.on(revision);
    return revision;
  }

  private static Requirement requirement(String id, String text, String... cites) {
    return new Requirement(id, text, List.of(), List.of(cites));
  }
}
