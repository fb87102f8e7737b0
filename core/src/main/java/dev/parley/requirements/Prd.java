package dev.parley.requirements;

import java.util.List;
import java.util.Optional;

/**
 * The requirements document.
 *
 * @param dropped what the model wrote and Parley threw out, with the reason
 */
public record Prd(
    String title,
    List<Requirement> requirements,
    List<OpenQuestion> openQuestions,
    List<String> dropped) {

  public Prd {
    requirements = List.copyOf(requirements);
    openQuestions = List.copyOf(openQuestions);
    dropped = List.copyOf(dropped);
  }

  public Optional<Requirement> requirement(String id) {
    return requirements.stream().filter(r -> r.id().equals(id)).findFirst();
  }
}
