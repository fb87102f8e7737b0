package dev.parley.estimation;

/**
 * Who does a task, and where. A part that is not known is empty; it is then a group of its own.
 *
 * @param agent such as {@code builtin}
 * @param model as the agent names it
 * @param repository a name by which its tasks are told from others'
 */
public record Assignment(String agent, String model, String repository) {

  public static final Assignment UNKNOWN = new Assignment("", "", "");
}
