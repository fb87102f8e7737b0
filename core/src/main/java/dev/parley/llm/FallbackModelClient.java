package dev.parley.llm;

import dev.parley.llm.LlmPayload.FellBack;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks a role's other models, in order, when the one that is asked for gives no answer. A limit of
 * ours that is reached is no reason to: it would be reached with any model.
 */
public final class FallbackModelClient implements ModelClient {

  private final ModelClient untilAnswered;
  private final ModelClient whileItAnswers;
  private final Map<Role, List<ModelName>> fallbacks;
  private final LlmListener listener;

  /**
   * @param untilAnswered asks the last model there is, and waits for it while that may help
   * @param whileItAnswers asks those before it: does not wait for a model that is known to fail
   * @param listener hears each time the next model is asked, and why
   */
  public FallbackModelClient(
      ModelClient untilAnswered,
      ModelClient whileItAnswers,
      Map<Role, List<ModelName>> fallbacks,
      LlmListener listener) {
    this.untilAnswered = untilAnswered;
    this.whileItAnswers = whileItAnswers;
    this.fallbacks = new EnumMap<>(Role.class);
    fallbacks.forEach((role, models) -> this.fallbacks.put(role, List.copyOf(models)));
    this.listener = listener;
  }

  /**
   * @throws ProblemException as the clients it asks; what the model asked for said, and what the
   *     others said, when none gave an answer
   */
  @Override
  public ModelReply call(ModelRequest request) {
    List<ModelName> models = inOrder(request);
    var said = new ArrayList<ProblemException>();
    for (int i = 0; ; i++) {
      boolean last = i == models.size() - 1;
      try {
        var reply = (last ? untilAnswered : whileItAnswers).call(request.withModel(models.get(i)));
        return i == 0 ? reply : reply.byStandIn();
      } catch (ProblemException problem) {
        if (!isTheModels(problem)) {
          throw problem;
        }
        said.add(problem);
        if (last) {
          throw models.size() == 1 ? problem : noneAnswered(models, said);
        }
        listener.heard(
            new FellBack(
                request.role(),
                models.get(i),
                models.get(i + 1),
                request.context().attempt(),
                reason(problem.problem())));
      }
    }
  }

  /** The one asked for, then the others, each once. */
  private List<ModelName> inOrder(ModelRequest request) {
    var models = new ArrayList<ModelName>();
    models.add(request.model());
    fallbacks.getOrDefault(request.role(), List.of()).stream()
        .filter(model -> !models.contains(model))
        .forEach(models::add);
    return models;
  }

  private static boolean isTheModels(ProblemException problem) {
    return switch (problem.problem().code()) {
      case MODEL_UNAVAILABLE, NO_MODEL -> true;
      default -> false;
    };
  }

  private static String reason(Problem problem) {
    return problem.context().getOrDefault("kind", problem.code().name().toLowerCase(Locale.ROOT));
  }

  private static ProblemException noneAnswered(
      List<ModelName> models, List<ProblemException> said) {
    Problem first = said.getFirst().problem();
    var context = new HashMap<>(first.context());
    context.put(
        "models", models.stream().map(ModelName::toString).collect(Collectors.joining(", ")));
    String message =
        said.stream().map(problem -> problem.problem().message()).collect(Collectors.joining("; "));
    var problem =
        new ProblemException(
            new Problem(first.code(), message, first.remedy(), context), said.getFirst());
    said.stream().skip(1).forEach(problem::addSuppressed);
    return problem;
  }
}
