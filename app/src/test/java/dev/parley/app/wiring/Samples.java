package dev.parley.app.wiring;

import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.safety.LimitChange;
import dev.parley.safety.LimitKey;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes values of any record from its shape: as many as its sealed components have kinds. */
final class Samples {

  private static final Map<Class<?>, Object> GIVEN =
      Map.of(
          TaskGraph.class,
          graph(),
          CodingTask.class,
          task("T1", List.of()),
          ModelName.class,
          new ModelName("anthropic", "claude-sonnet-4-5"),
          String.class,
          "text",
          Boolean.class,
          true,
          LimitChange.class,
          new LimitChange(LimitKey.MAX_USD_PER_RUN, "2.5"),
          Problem.class,
          new Problem(Code.GIT_FAILED, "what", "remedy", Map.of("path", "a")),
          Duration.class,
          Duration.ofMillis(90_500),
          Instant.class,
          Instant.parse("2026-08-01T10:15:30.123456Z"),
          Path.class,
          Path.of("/work", "tree"));

  private Samples() {}

  /** At least one; together they hold every kind of every sealed component. */
  static List<Object> of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> ofGeneric(generic);
      case Class<?> plain -> ofClass(plain);
      default -> throw new IllegalArgumentException("no sample of " + type);
    };
  }

  private static List<Object> ofGeneric(ParameterizedType type) {
    var arguments = type.getActualTypeArguments();
    var last = of(arguments[arguments.length - 1]);
    var raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) {
      var samples = new ArrayList<Object>(List.of(Optional.empty()));
      last.forEach(sample -> samples.add(Optional.of(sample)));
      return samples;
    }
    if (raw == List.class) {
      return List.of(last);
    }
    if (raw == Set.class) {
      return List.of(Set.copyOf(last));
    }
    if (raw == Map.class) {
      return List.of(Map.of(of(arguments[0]).getFirst(), last.getFirst()));
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  private static List<Object> ofClass(Class<?> type) {
    var given = GIVEN.get(type);
    if (given != null) {
      return List.of(given);
    }
    if (type == boolean.class) {
      return List.of(true, false);
    }
    if (type == int.class || type == Integer.class) {
      return List.of(7);
    }
    if (type == long.class || type == Long.class) {
      return List.of(7_000_000_007L);
    }
    if (type == double.class) {
      return List.of(1.0);
    }
    if (type.isEnum()) {
      return Arrays.asList((Object[]) type.getEnumConstants());
    }
    if (type.isSealed()) {
      return Arrays.stream(type.getPermittedSubclasses()).flatMap(t -> of(t).stream()).toList();
    }
    if (type.isRecord()) {
      return ofRecord(type);
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  /** Varies every component over its samples, together rather than crosswise. */
  private static List<Object> ofRecord(Class<?> type) {
    var columns = new ArrayList<List<Object>>();
    int rows = 1;
    for (var component : type.getRecordComponents()) {
      var column = ofComponent(type, component);
      columns.add(column);
      rows = Math.max(rows, column.size());
    }
    var samples = new ArrayList<Object>();
    for (int row = 0; row < rows; row++) {
      int at = row;
      samples.add(construct(type, columns.stream().map(c -> c.get(at % c.size())).toArray()));
    }
    return samples;
  }

  private static List<Object> ofComponent(Class<?> owner, RecordComponent component) {
    if (component.getType() == String.class) {
      boolean isId = owner.getSimpleName().endsWith("Id");
      return List.of(isId ? "r1" : "a " + component.getName());
    }
    return of(component.getGenericType());
  }

  private static Object construct(Class<?> type, Object[] arguments) {
    var parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private static TaskGraph graph() {
    return new TaskGraph(List.of(task("T1", List.of()), task("T2", List.of(new TaskId("T1")))));
  }

  private static CodingTask task(String id, List<TaskId> dependencies) {
    return new CodingTask(
        new TaskId(id),
        "Write reports as CSV",
        "Add CsvWriter.",
        TaskType.CREATION,
        List.of("src/CsvWriter.java"),
        List.of("src/Reports.java"),
        dependencies,
        List.of("A comma in a cell is quoted."),
        List.of("R1"));
  }
}
