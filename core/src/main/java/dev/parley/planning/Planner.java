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
    var prompt = prompt(prd, profile);
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
                    json -> PlanAnswer.strictly(json, prd),
                    json -> PlanAnswer.leniently(json, prd)))
            .orThrow();
    if (!answer.defects().isEmpty()) {
      throw refused(answer).raise();
    }
    var graph = new TaskGraph(answer.drafts().stream().map(TaskDraft::toTask).toList());
    return new Plan(graph, answer.notCovered(), PlanNotes.of(graph, profile));
  }

  private PromptText prompt(Prd prd, CodebaseProfile profile) {
    var requirements = PrdText.of(prd);
    if (requirements.getBytes(StandardCharsets.UTF_8).length > MAX_PRD_BYTES) {
      throw new Problem(
              Code.BAD_INPUT,
              "the requirements are longer than %d KiB".formatted(MAX_PRD_BYTES / 1024),
              "Split them and run each part, or plan the tasks yourself and give them with --tasks"
                  + " FILE.")
          .raise();
    }
    var prompt = prompts.begin();
    return new PromptText.Builder()
        .add(prompt.data("The codebase", ProfileText.of(profile, MAX_PROFILE_BYTES)))
        .fixed("\n")
        .add(prompt.data("The requirements", requirements))
        .fixed("\n" + PlanPrompt.ASK)
        .build();
  }

  private Problem refused(PlanAnswer answer) {
    return new Problem(
        Code.PLAN_REFUSED,
        "the plan of %s cannot be carried out: %s".formatted(model, answer.shownDefects()),
        "Try again, choose a stronger model with --model, or give the tasks with --tasks FILE.");
  }
}
