package dev.parley.app.server.dashboard;

import dev.parley.meeting.Utterance;
import dev.parley.orchestrator.RunState;
import dev.parley.requirements.OpenQuestion;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A meeting with what was drawn from it.
 *
 * @param going whether more may be said
 * @param drafting whether requirements are being written now
 * @param left utterances before those shown
 * @param withdrawn requirements that were taken back
 */
public record MeetingView(
    String run,
    String title,
    boolean going,
    boolean drafting,
    List<Line> lines,
    int left,
    List<Provenance> requirements,
    List<Gone> withdrawn,
    List<String> questions) {

  private static final int LINES_MAX = 1_000;
  private static final int REQUIREMENTS_MAX = 300;

  /**
   * Something said.
   *
   * @param cited by these requirements
   */
  public record Line(String id, String speaker, String at, String text, List<String> cited) {}

  /** A requirement that is none any more. */
  public record Gone(String id, String text) {}

  /**
   * A meeting.
   *
   * @param said all utterances, in the order of time
   */
  static MeetingView of(RunState state, List<Utterance> said) {
    var prd = state.live().flatMap(live -> live.history().current()).or(() -> state.draft().prd());
    var requirements = prd.map(Prd::requirements).orElse(List.of());
    var cited = cited(requirements);
    var shown = said.subList(Math.max(0, said.size() - LINES_MAX), said.size());
    boolean going =
        state.ended().isEmpty() && state.live().filter(live -> !live.heard().ended()).isPresent();
    return new MeetingView(
        state.run().value(),
        Wording.line(Wording.source(state.request().source()), 160),
        going,
        state.live().filter(live -> live.drafting()).isPresent(),
        shown.stream().map(one -> line(one, cited)).toList(),
        said.size() - shown.size(),
        requirements.stream()
            .limit(REQUIREMENTS_MAX)
            .map(requirement -> Provenance.of(state, requirement, said))
            .toList(),
        state.live().map(live -> live.history().withdrawn()).orElse(List.of()).stream()
            .map(gone -> new Gone(gone.id(), Wording.line(gone.text(), 600)))
            .toList(),
        prd.map(Prd::openQuestions).orElse(List.of()).stream()
            .map(OpenQuestion::text)
            .map(text -> Wording.line(text, 600))
            .toList());
  }

  private static Line line(Utterance said, Map<String, List<String>> cited) {
    return new Line(
        said.id(),
        Wording.line(said.speaker(), 80),
        said.shownTime().orElse(said.id()),
        Wording.lines(said.text(), 8_000),
        Optional.ofNullable(cited.get(said.id())).orElse(List.of()));
  }

  private static Map<String, List<String>> cited(List<Requirement> requirements) {
    var cited = new HashMap<String, List<String>>();
    for (var requirement : requirements) {
      for (var id : requirement.cites()) {
        cited.computeIfAbsent(id, _ -> new ArrayList<>()).add(requirement.id());
      }
    }
    return cited;
  }
}
