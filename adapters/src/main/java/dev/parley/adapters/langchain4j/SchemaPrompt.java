package dev.parley.adapters.langchain4j;

import dev.parley.llm.AnswerSchema;

/** Asks for an answer by a schema in words, where the protocol has no place for it. */
final class SchemaPrompt {

  private SchemaPrompt() {}

  /** The system prompt with the schema after it. */
  static String after(String system, AnswerSchema schema) {
    String asked =
        "Answer with one JSON object that follows this JSON Schema, and with nothing else:\n"
            + schema.json();
    return system.isBlank() ? asked : system + "\n\n" + asked;
  }
}
