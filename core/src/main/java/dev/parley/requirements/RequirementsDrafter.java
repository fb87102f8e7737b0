package dev.parley.requirements;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.codebase.ProfileText;
import dev.parley.llm.CallContext;
import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.PromptText;
import dev.parley.llm.Prompts;
import dev.parley.llm.Question;
import dev.parley.llm.Role;
import dev.parley.llm.StructuredCall;
import dev.parley.meeting.Meeting;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a model write down what a meeting decided, and holds each requirement against the words it
 * cites. A meeting too large for one call is read in parts, in order: each call sees the document
 * so far and the next part, and gives the whole document as it then stands, so that a later
 * decision replaces an earlier one. What a part takes back is reported.
 */
public final class RequirementsDrafter {

  /** Bytes of one part of the transcript; three hours of talk are about 180 KiB. */
  public static final int MAX_PART_BYTES = 240 * 1024;

  /** Parts of one meeting; a longer one is refused. */
  public static final int MAX_PARTS = 20;

  private static final int MAX_PROFILE_BYTES = 32 * 1024;
  private static final int MAX_OUTPUT_TOKENS = 16_384;

  private final StructuredCall calls;
  private final ModelName model;
  private final Prompts prompts;

  /** A drafter without state of its own. */
  public RequirementsDrafter(StructuredCall calls, ModelName model, Prompts prompts) {
    this.calls = calls;
    this.model = model;
    this.prompts = prompts;
  }

  /**
   * The requirements of a meeting; at least one.
   *
   * @throws dev.parley.model.ProblemException MODEL_ANSWER_MALFORMED if the answer cannot be used
   *     or nothing of it is left; MODEL_REFUSED; BAD_INPUT if the meeting has more than {@link
   *     #MAX_PARTS} parts; and as {@link dev.parley.llm.ModelClient#call}
   */
  public Prd draft(Meeting meeting, CodebaseProfile profile, CallContext context) {
    var dropped = new ArrayList<String>();
    var whole = new Whole(meeting, meeting, Optional.empty(), RequirementsPrompt.GO_ON);
    var prd = read(whole, profile, context, dropped);
    if (prd.requirements().isEmpty()) {
      throw nothingLeft(meeting, dropped).raise();
    }
    return new Prd(prd.title(), prd.requirements(), prd.openQuestions(), dropped);
  }

  /**
   * The requirements of a meeting that is still going on, after what was said since the last draft;
   * there may be none yet. Only what is new is read, beside the document so far.
   *
   * @throws dev.parley.model.ProblemException as {@link #draft}
   */
  public Revision revise(Said said, CodebaseProfile profile, CallContext context) {
    var before = said.before().current();
    if (!said.anythingNew() && before.isPresent()) {
      return Revisions.next(said.before(), before.get(), said.number(), said.heard());
    }
    var dropped = new ArrayList<String>();
    var live = new Whole(said.meeting(), said.unread(), before, RequirementsPrompt.LISTEN);
    var prd = read(live, profile, context, dropped);
    var answer = new Prd(prd.title(), prd.requirements(), prd.openQuestions(), dropped);
    return Revisions.next(said.before(), answer, said.number(), said.heard());
  }

  /**
   * What is to be read.
   *
   * @param cited whose utterances may be cited
   * @param unread what is shown
   * @param before the document so far
   * @param goOn how a document that is there is to be gone on with
   */
  private record Whole(Meeting cited, Meeting unread, Optional<Prd> before, String goOn) {}

  private Prd read(
      Whole whole, CodebaseProfile profile, CallContext context, List<String> dropped) {
    var meeting = whole.cited();
    var parts = TranscriptParts.of(whole.unread(), MAX_PART_BYTES);
    if (parts.size() > MAX_PARTS) {
      throw tooLong(meeting, parts.size()).raise();
    }
    Optional<Prd> soFar = whole.before();
    // One for all parts: they begin with the same codebase.
    var marks = prompts.begin();
    var codebase = marks.data("The codebase", ProfileText.of(profile, MAX_PROFILE_BYTES));
    for (int i = 0; i < parts.size(); i++) {
      var prompt =
          new PromptText.Builder()
              .add(codebase)
              .add(rest(marks, parts.get(i), label(i, parts.size()), soFar, whole.goOn()))
              .build();
      var reader = new RequirementsAnswer(meeting);
      var question =
          new Question<>(request(prompt, context), prompt, reader::strictly, reader::leniently);
      var next = calls.ask(question).orThrow();
      dropped.addAll(next.dropped());
      if (i > 0) {
        soFar.ifPresent(before -> dropped.addAll(withdrawn(before, next)));
      }
      soFar = Optional.of(next);
    }
    return soFar.orElseThrow();
  }

  private ModelRequest request(PromptText prompt, CallContext context) {
    return new ModelRequest(
        Role.REQUIREMENTS,
        model,
        context,
        RequirementsPrompt.SYSTEM,
        List.of(new Message.User(prompt.text())),
        List.of(),
        Optional.of(RequirementsPrompt.SCHEMA),
        MAX_OUTPUT_TOKENS,
        true);
  }

  private static PromptText rest(
      Prompts.Prompt marks, PromptText part, String label, Optional<Prd> soFar, String goOn) {
    var prompt = new PromptText.Builder();
    soFar.ifPresent(prd ->
        prompt
            .fixed("\n")
            .add(
                marks.data("The document after the parts before", PromptText.of(PrdText.of(prd)))));
    return prompt
        .fixed("\n")
        .add(marks.data(label, part))
        .fixed("\n" + (soFar.isPresent() ? goOn : RequirementsPrompt.BEGIN))
        .build();
  }

  private static String label(int index, int parts) {
    return parts == 1 ? "The meeting" : "Part %d of %d of the meeting".formatted(index + 1, parts);
  }

  private static List<String> withdrawn(Prd before, Prd after) {
    return before.requirements().stream()
        .filter(requirement -> after.requirement(requirement.id()).isEmpty())
        .map(r -> "%s was taken back later in the meeting: %s".formatted(r.id(), r.text()))
        .toList();
  }

  private static Problem tooLong(Meeting meeting, int parts) {
    return new Problem(
        Code.BAD_INPUT,
        "%s is too long: %d parts of %d KiB; at most %d are read"
            .formatted(meeting.source(), parts, MAX_PART_BYTES / 1024, MAX_PARTS),
        "Cut it into several meetings and run each.");
  }

  private Problem nothingLeft(Meeting meeting, List<String> dropped) {
    return dropped.isEmpty()
        ? new Problem(
            Code.MODEL_ANSWER_MALFORMED,
            "%s found nothing in %s that was decided to be built"
                .formatted(model, meeting.source()),
            "Check the transcript, or write the requirements down and give them with --prd FILE.")
        : new Problem(
            Code.MODEL_ANSWER_MALFORMED,
            "no requirement of %s could be kept; the first: %s"
                .formatted(model, dropped.getFirst()),
            "Try again, choose a stronger model with --model, or give the requirements with --prd"
                + " FILE.");
  }
}
