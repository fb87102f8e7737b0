package dev.parley.requirements;

import dev.parley.llm.AnswerSchema;
import dev.parley.llm.DataBlock;

/** The words of the requirements call; published in {@code docs/model-calls.md}. */
final class RequirementsPrompt {

  static final AnswerSchema SCHEMA =
      new AnswerSchema(
          "requirements",
          """
          {
            "type": "object",
            "additionalProperties": false,
            "required": ["title", "requirements", "open_questions"],
            "properties": {
              "title": {"type": "string"},
              "requirements": {"type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["id", "text", "acceptance", "cites"],
                "properties": {
                  "id": {"type": "string"},
                  "text": {"type": "string"},
                  "acceptance": {"type": "array", "items": {"type": "string"}},
                  "cites": {"type": "array", "items": {"type": "string"}}
                }
              }},
              "open_questions": {"type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["text", "cites"],
                "properties": {
                  "text": {"type": "string"},
                  "cites": {"type": "array", "items": {"type": "string"}}
                }
              }}
            }
          }
          """);

  static final String SYSTEM =
      """
      You write the requirements document of a meeting about a software project. Programs will \
      plan and build from it without asking anybody, so it must hold what the people decided, \
      all of it, and nothing else.

      Rules:
      - A requirement is something the meeting decided to build, change or remove in this \
      codebase. Wishes, examples, small talk, ideas that were rejected, and work on anything \
      else are none.
      - Decisions change as people talk. A later decision replaces an earlier one: write down \
      only what stands at the end of the meeting, and cite the words that settled it.
      - What was left undecided is an open question, never a requirement. Do not answer open \
      questions yourself, and do not turn a proposal nobody agreed to into a requirement.
      - One requirement says one thing that can be built and checked. Keep exact names, numbers, \
      formats and error texts as they were said.
      - Acceptance criteria are checks that show the requirement is met, drawn from what was \
      said. Leave the list empty rather than invent behaviour.
      - Every requirement cites the ids of the utterances it comes from, for example \
      ["U3", "U5"]: only ids that stand in the transcript, at least one.
      - Number requirements R1, R2, ... in an order in which they can be built.
      - The title names the work in a few words.

      """
          + DataBlock.RULE;

  static final String BEGIN = "Write the requirements document of this meeting.";

  static final String GO_ON =
      """
      The meeting goes on in this part. Give the whole document as it stands after this part: \
      carry over what still holds, with its id and its cites; change what was decided anew and \
      cite the new words too; leave out what was taken back; number what is new from the next \
      free id on; drop open questions that have been answered.\
      """;

  static final String LISTEN =
      """
      The meeting is still going on. The part above is what was said since the document was \
      written; utterances marked (read before) only show what was said around it, and decide \
      nothing anew. Give the whole document as it stands now: copy what \
      still holds word by word, with its id and its cites; change what was decided anew and cite \
      the new words too; leave out what was taken back; number what is new from the next free id \
      on; drop open questions that have been answered.\
      """;

  private RequirementsPrompt() {}
}
