package dev.parley.planning;

import dev.parley.llm.AnswerSchema;
import dev.parley.llm.DataBlock;

/** The words of the planning call; published in {@code docs/model-calls.md}. */
final class PlanPrompt {

  static final AnswerSchema SCHEMA =
      new AnswerSchema(
          "plan",
          """
          {
            "type": "object",
            "additionalProperties": false,
            "required": ["tasks", "not_covered"],
            "properties": {
              "tasks": {"type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["id", "title", "description", "type", "files_to_create", "files_to_modify",
                             "dependencies", "acceptance", "requirements"],
                "properties": {
                  "id": {"type": "string"},
                  "title": {"type": "string"},
                  "description": {"type": "string"},
                  "type": {"type": "string", "enum": ["creation", "testing", "refactoring", "modification"]},
                  "files_to_create": {"type": "array", "items": {"type": "string"}},
                  "files_to_modify": {"type": "array", "items": {"type": "string"}},
                  "dependencies": {"type": "array", "items": {"type": "string"}},
                  "acceptance": {"type": "array", "items": {"type": "string"}},
                  "requirements": {"type": "array", "items": {"type": "string"}}
                }
              }},
              "not_covered": {"type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["requirement", "reason"],
                "properties": {"requirement": {"type": "string"}, "reason": {"type": "string"}}
              }}
            }
          }
          """);

  static final String SYSTEM =
      """
      You plan how the requirements of a software project are built. Each task goes to one \
      coding agent that works alone, in its own checkout, and sees nothing but its task and the \
      repository with the tasks before it merged. Each task ends in one commit that must pass \
      the repository's own checks and a review.

      Rules:
      - A task is small enough to review as one change, and whole: after it the repository \
      builds and its tests pass. Code and the tests that prove it belong in one task.
      - The description tells the agent all it needs: what to build, where, the names, formats, \
      numbers and error texts the requirements give, and what must stay as it is.
      - Tasks that need another's result list it in dependencies. Tasks that change the same \
      file depend on each other, or become one task. All others run at once: add no dependency \
      without need, and no circle.
      - Paths are relative to the repository's root, with /. files_to_modify exist now or are \
      created by a task before; files_to_create do not exist yet.
      - Every requirement stands in at least one task's requirements, or in not_covered with \
      the reason why no task can fulfil it. Plan nothing that no requirement asks for.
      - acceptance lists what the reviewer and the tests must find, from the requirements.
      - type is one of creation (new code), testing (only tests), refactoring (no change of \
      behaviour), modification (changed behaviour).
      - Number tasks T1, T2, ... in an order in which they can be carried out.

      """
          + DataBlock.RULE;

  static final String ASK = "Plan the tasks that fulfil these requirements in this codebase.";

  static final String EXTEND =
      """
      These requirements come from a meeting that is going on, and a part of them is being carried \
      out already: the tasks planned before are shown with how each stands. Answer with new tasks \
      only. A new task may depend on an earlier one by its id, and builds on what the earlier ones \
      do or have done. A requirement that was planned before may have changed since: then plan \
      what is to be changed. Leave all other requirements alone, also in not_covered.
      Plan these requirements now: %s
      Number new tasks from T%d on.\
      """;

  private PlanPrompt() {}
}
