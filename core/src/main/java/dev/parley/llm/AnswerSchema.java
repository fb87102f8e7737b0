package dev.parley.llm;

/**
 * The JSON a structured call must be answered with.
 *
 * @param name short, {@code [a-z_]+}
 * @param json a JSON Schema: objects with {@code additionalProperties: false} and all properties
 *     listed; published in {@code docs/model-calls.md}
 */
public record AnswerSchema(String name, String json) {}
