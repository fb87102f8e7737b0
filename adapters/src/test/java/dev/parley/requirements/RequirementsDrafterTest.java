package dev.parley.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.codebase.CodebaseProfile;
import dev.parley.llm.PromptText;
import dev.parley.llm.Prompts;
import dev.parley.llm.Role;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.Transcripts;
import dev.parley.meeting.Utterance;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsDrafterTest {

  private static final CodebaseProfile PROFILE =
      new CodebaseProfile(
          "c",
          List.of("src/Report.java"),
          Map.of("Java", 1),
          List.of(),
          List.of(),
          Map.of("AGENTS.md", "Use tabs."),
          List.of());

  private static final Meeting MEETING =
      Transcripts.parse(
          "weekly.txt",
          """
          Anna: We need CSV export.
          Bob: Or Excel?
          Anna: No, CSV. Quote cells with commas.
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final String GOOD =
      """
      {"title": "Export", "open_questions": [{"text": "Which encoding?", "cites": ["U2"]}],
       "requirements": [{"id": "R1", "text": "Reports can be exported as CSV.",
                         "acceptance": ["Cells with commas are quoted."], "cites": ["U1", "U3"]}]}
      """;

  private final QueuedReplies model = new QueuedReplies();

  private Prd draft(Meeting meeting) {
    return new RequirementsDrafter(
            model.calls(), QueuedReplies.MODEL, new Prompts(new Random(1), ""))
        .draft(meeting, PROFILE, QueuedReplies.CONTEXT);
  }

  private static String answer(String... requirements) {
    return "{\"title\": \"T\", \"open_questions\": [], \"requirements\": ["
        + String.join(",", requirements)
        + "]}";
  }

  private static String requirement(String id, String... cites) {
    var quoted = List.of(cites).stream().map(c -> '"' + c + '"').toList();
    return "{\"id\": \"%s\", \"text\": \"Text of %s.\", \"acceptance\": [], \"cites\": [%s]}"
        .formatted(id, id, String.join(",", quoted));
  }

  private ProblemException problem() {
    try {
      draft(MEETING);
    } catch (ProblemException e) {
      return e;
    }
    throw new AssertionError("no problem was thrown");
  }

  @Test
  void keepsRequirementsWhoseCitationsExist() {
    model.then(GOOD);

    assertThat(draft(MEETING))
        .isEqualTo(
            new Prd(
                "Export",
                List.of(
                    new Requirement(
                        "R1",
                        "Reports can be exported as CSV.",
                        List.of("Cells with commas are quoted."),
                        List.of("U1", "U3"))),
                List.of(new OpenQuestion("Which encoding?", List.of("U2"))),
                List.of()));
  }

  @Test
  void sendsTheMeetingAndTheCodebaseAsDataWithTheSchema() {
    model.then(GOOD);
    draft(MEETING);

    var request = model.requests().getFirst();
    assertThat(request.role()).isEqualTo(Role.REQUIREMENTS);
    assertThat(request.schema()).isPresent();
    assertThat(request.system()).contains("data").contains("later decision replaces");
    assertThat(model.asked(0))
        .containsPattern("<data nonce=\"[0-9a-f]{16}\">\\s+U1 Anna: We need CSV export\\.")
        .contains("U3 Anna: No, CSV.", "Java 1", "src/Report.java", "Use tabs.");
  }

  @Test
  void asksByThePublishedSchema() {
    var reader = new JacksonLocatedJsonReader();

    assertThat(Published.plain(reader.read(RequirementsPrompt.SCHEMA.json())))
        .isEqualTo(Published.plain(reader.read(Published.schema("requirements"))));
  }

  @Test
  void sendsAnAnswerBackThatCitesWhatNobodySaid() {
    model.then(answer(requirement("R1", "U9"))).then(GOOD);

    assertThat(draft(MEETING).dropped()).isEmpty();
    assertThat(model.asked(1)).contains("Your answer was not usable:", "U9");
  }

  @Test
  void dropsAndNamesWhatIsStillWrongAfterTheRepair() {
    var bad =
        answer(
            requirement("R1", "U1"),
            requirement("R2", "U9"),
            requirement("R3"),
            requirement("r1", "U2"),
            "{\"id\": \"R5\", \"text\": \" \", \"cites\": [\"U1\"]}");
    model.then(bad).then(bad);

    var prd = draft(MEETING);

    assertThat(prd.requirements()).extracting(Requirement::id).containsExactly("R1");
    assertThat(prd.dropped()).hasSize(4);
    assertThat(prd.dropped().getFirst()).contains("R2").contains("U9");
  }

  @Test
  void readsCitationsInAnyCaseAndOnce() {
    model.then(answer(requirement("R1", "u1", "[U1]", " U3 ")));

    assertThat(draft(MEETING).requirements().getFirst().cites()).containsExactly("U1", "U3");
  }

  @Test
  void numbersAnewWhereAnIdCannotBeUsed() {
    model.then(answer(requirement("R 1!", "U1"), requirement("R2", "U2")));

    assertThat(draft(MEETING).requirements())
        .extracting(Requirement::id)
        .containsExactly("R1", "R2");
  }

  @Test
  void keepsAQuestionWithoutItsWrongCitations() {
    var bad = GOOD.replace("\"U2\"", "\"U77\"");
    model.then(bad).then(bad);

    var prd = draft(MEETING);

    assertThat(prd.openQuestions()).containsExactly(new OpenQuestion("Which encoding?", List.of()));
    assertThat(prd.dropped()).singleElement().asString().contains("U77");
  }

  @Test
  void failsWithARemedyIfNothingIsLeft() {
    model.then(answer(requirement("R1", "U9"))).then(answer(requirement("R1", "U9")));

    assertThat(problem().problem().code()).isEqualTo(Code.MODEL_ANSWER_MALFORMED);
    assertThat(problem(answer(), answer()).problem().remedy()).contains("--prd");
  }

  private ProblemException problem(String... replies) {
    for (var reply : replies) {
      model.then(reply);
    }
    return problem();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "{}", "{\"title\": \"x\"}", "{\"requirements\": 3}", "[]"})
  void failsIfTheAnswerCannotBeUsedTwice(String reply) {
    assertThat(problem(reply, reply).problem().code()).isEqualTo(Code.MODEL_ANSWER_MALFORMED);
  }

  @Test
  void readsALongMeetingInPartsAndReportsWhatALaterPartTakesBack() {
    var meeting = longMeeting(4_000);
    model
        .then(answer(requirement("R1", "U1"), requirement("R2", "U2")))
        .then(answer(requirement("R2", "U2", "U3900"), requirement("R3", "U3999")));

    var prd = draft(meeting);

    assertThat(prd.requirements()).extracting(Requirement::id).containsExactly("R2", "R3");
    assertThat(prd.dropped())
        .containsExactly("R1 was taken back later in the meeting: Text of R1.");
    assertThat(model.asked(0)).contains("Part 1 of 2").doesNotContain("U3999 ");
    assertThat(model.asked(1)).contains("Part 2 of 2", "U4000 ", "R1: Text of R1.", "cites: U1");
  }

  @Test
  void refusesAMeetingBeyondTheBound() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> draft(longMeeting(70_000)))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(Code.BAD_INPUT));
  }

  private static Meeting longMeeting(int utterances) {
    var said = new ArrayList<Utterance>();
    for (int i = 1; i <= utterances; i++) {
      said.add(new Utterance("U" + i, "Anna", Optional.empty(), "words ".repeat(15), i));
    }
    return new Meeting("long.vtt", said, List.of());
  }

  @Test
  void putsEveryUtteranceIntoSomePart() {
    var parts =
        TranscriptParts.of(longMeeting(1_000), 20_000).stream()
            .map(PromptText::text)
            .collect(Collectors.joining("\n"));

    for (int i = 1; i <= 1_000; i++) {
      assertThat(parts).contains("U" + i + " Anna");
    }
  }

  /** Whatever the model answers: a document whose citations exist, or a declared problem. */
  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void neverThrowsAnythingElse(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      model.then(Mutations.of(GOOD, random)).then(Mutations.of(GOOD, random));
      try {
        var prd = draft(MEETING);
        assertThat(prd.requirements()).isNotEmpty();
        assertThat(prd.requirements())
            .allSatisfy(r -> assertThat(r.cites()).isNotEmpty().isSubsetOf("U1", "U2", "U3"));
      } catch (ProblemException e) {
        assertThat(e.problem().code()).isEqualTo(Code.MODEL_ANSWER_MALFORMED);
        assertThat(e.problem().remedy()).isNotBlank();
      }
      model.clear();
    }
  }
}
