package dev.parley.planning;

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
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.requirements.Prd;
import dev.parley.requirements.PrdText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a model cut requirements into tasks, and accepts only a plan that can be carried out: a graph
 * without circles, paths inside the repository, every requirement in a task or named as not
 * covered.
 */
public final class Planner {

  /** Bytes of the requirements in words; more are refused. */
  public static final int MAX_PRD_BYTES = 240 * 1024;

  private static final int MAX_PROFILE_BYTES = 64 * 1024;
  private static final int MAX_OUTPUT_TOKENS = 16_384;

  private final StructuredCall calls;
  private final ModelName model;
  private final Prompts prompts;

  /** A planner without state of its own. */
  public Planner(StructuredCall calls, ModelName model, Prompts prompts) {
    this.calls = calls;
    this.model = model;
    this.prompts = prompts;
  }

  /**
   * A valid plan.
   *
   * @throws dev.parley.model.ProblemException PLAN_REFUSED, with everything that is wrong, if the
   *     second answer still cannot be carried out; MODEL_ANSWER_MALFORMED, MODEL_REFUSED; BAD_INPUT
   *     if the requirements exceed {@link #MAX_PRD_BYTES}; and as {@link
   *     dev.parley.llm.ModelClient#call}
   */
  public Plan plan(Prd prd, CodebaseProfile profile, CallContext context) {
    var marks = prompts.begin();
    var prompt = begin(marks, prd, profile).fixed("\n" + PlanPrompt.ASK).build();
    var answer = ask(prompt, prd, Earlier.NONE, context);
    var graph = new TaskGraph(answer.drafts().stream().map(TaskDraft::toTask).toList());
    return new Plan(graph, answer.notCovered(), PlanNotes.of(graph, profile));
  }

  /**
   * Tasks for requirements that no task of a plan which is being carried out fulfils.
   *
   * @param wanted ids of the requirements to be planned
   * @throws dev.parley.model.ProblemException as {@link #plan}
   */
  public Extension extend(Prd prd, List<String> wanted, Earlier earlier, Planning of) {
    var marks = prompts.begin();
    var asked = PlanPrompt.EXTEND.formatted(String.join(", ", wanted), earlier.nextNumber());
    var prompt =
        begin(marks, prd, of.profile())
            .fixed("\n")
            .add(marks.data("The tasks planned before", earlier.shown()))
            .fixed("\n" + asked)
            .build();
    var part =
        new Prd(
            prd.title(),
            prd.requirements().stream().filter(r -> wanted.contains(r.id())).toList(),
            List.of(),
            List.of());
    var answer = ask(prompt, part, earlier, of.context());
    var tasks = answer.drafts().stream().map(TaskDraft::toTask).toList();
    var all = new ArrayList<>(earlier.ground());
    all.addAll(tasks);
    var notes =
        tasks.isEmpty() ? List.<String>of() : PlanNotes.of(new TaskGraph(all), of.profile());
    return new Extension(tasks, answer.notCovered(), notes);
  }

  /** What plans are made for, and on whose behalf. */
  public record Planning(CodebaseProfile profile, CallContext context) {}

  private PlanAnswer ask(PromptText prompt, Prd prd, Earlier earlier, CallContext context) {
    var request =
        new ModelRequest(
            Role.PLANNING,
            model,
            context,
            PlanPrompt.SYSTEM,
            List.of(new Message.User(prompt.text())),
            List.of(),
            Optional.of(PlanPrompt.SCHEMA),
            MAX_OUTPUT_TOKENS,
            true);
    var answer =
        calls
            .ask(
                new Question<>(
                    request,
                    prompt,
                    json -> PlanAnswer.strictly(json, prd, earlier),
                    json -> PlanAnswer.leniently(json, prd, earlier)))
            .orThrow();
    if (!answer.defects().isEmpty()) {
      throw refused(answer).raise();
    }
    return answer;
  }

  private static PromptText.Builder begin(Prompts.Prompt prompt, Prd prd, CodebaseProfile profile) {
    var requirements = PrdText.of(prd);
    if (requirements.getBytes(StandardCharsets.UTF_8).length > MAX_PRD_BYTES) {
      throw new Problem(
              Code.BAD_INPUT,
              "the requirements are longer than %d KiB".formatted(MAX_PRD_BYTES / 1024),
              "Split them and run each part, or plan the tasks yourself and give them with --tasks"
                  + " FILE.")
          .raise();
    }
    return new PromptText.Builder()
        .add(prompt.data("The codebase", ProfileText.of(profile, MAX_PROFILE_BYTES)))
        .fixed("\n")
        .add(prompt.data("The requirements", requirements));
  }

  private Problem refused(PlanAnswer answer) {
    return new Problem(
        Code.PLAN_REFUSED,
        "the plan of %s cannot be carried out: %s".formatted(model, answer.shownDefects()),
        "Try again, choose a stronger model with --model, or give the tasks with --tasks FILE.");
  }
}
