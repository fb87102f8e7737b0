package dev.parley.llm;

/**
 * A tool the model asks for.
 *
 * @param id the provider's, echoed with the result
 * @param arguments JSON text as the model wrote it; may be malformed
 */
public record ToolCall(String id, String name, String arguments) {}
