package dev.parley.scheduling;

import dev.parley.json.JsonFile;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJsonReader;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads tasks with given durations, for {@code parley simulate}: {@code
 * {"tasks":[{"id","duration_s","estimate_s"?,"dependencies":[],"files":[]}]}}. Every error names
 * file, line and remedy.
 */
public final class GraphFile {

  /** Longer files are refused. */
  public static final int MAX_CHARS = 64 * 1024 * 1024;

  /** More tasks are refused. */
  public static final int MAX_TASKS = 100_000;

  private static final List<String> FILE_FIELDS = List.of("tasks");
  private static final List<String> TASK_FIELDS =
      List.of("id", "duration_s", "estimate_s", "dependencies", "files");
  private static final double MAX_SECONDS = 1e9;

  private final JsonFile file;
  private final Map<String, TaskId> ids = new LinkedHashMap<>();

  private GraphFile(JsonFile file) {
    this.file = file;
  }

  /**
   * A file's tasks.
   *
   * @param names what the file calls each of them; any text may be a name there
   */
  public record Graph(List<VirtualTask> tasks, Map<TaskId, String> names) {
    public Graph {
      tasks = List.copyOf(tasks);
      names = Map.copyOf(names);
    }

    /** What the file calls a task. */
    public String name(TaskId id) {
      return Objects.requireNonNull(names.get(id));
    }
  }

  /**
   * The tasks of a file.
   *
   * @param fileName for messages
   * @throws dev.parley.model.ProblemException BAD_INPUT naming the place of the first thing wrong
   */
  public static Graph read(String fileName, String text, LocatedJsonReader reader) {
    if (text.length() > MAX_CHARS) {
      throw new Problem(
              Code.BAD_INPUT,
              "%s is longer than %d characters".formatted(fileName, MAX_CHARS),
              "Simulate fewer tasks at once.")
          .raise();
    }
    return new GraphFile(JsonFile.read(fileName, text, reader)).graph();
  }

  private Graph graph() {
    var root = file.object(file.root(), "the file");
    file.requireKnown(root, FILE_FIELDS);
    var objects = file.objects(root, "tasks");
    if (objects.isEmpty() || objects.size() > MAX_TASKS) {
      throw file.wrong(
          JsonFile.placeOf(root, "tasks"),
          "%d tasks".formatted(objects.size()),
          "Give \"tasks\" a list of 1 to %d tasks.".formatted(MAX_TASKS));
    }
    for (var object : objects) {
      name(object);
    }
    double unknown = usualEstimate(objects);
    var tasks = new ArrayList<VirtualTask>();
    for (var object : objects) {
      tasks.add(task(object, unknown));
    }
    refuseCircles(objects, tasks);
    var names = new LinkedHashMap<TaskId, String>();
    ids.forEach((name, id) -> names.put(id, name));
    return new Graph(tasks, names);
  }

  private void name(Fields object) {
    file.requireKnown(object, TASK_FIELDS);
    var name = file.string(object, "id");
    if (ids.putIfAbsent(name, new TaskId("n" + ids.size())) != null) {
      throw file.wrong(
          JsonFile.placeOf(object, "id"),
          "task id " + name + " is used twice",
          "Give each task an id of its own.");
    }
  }

  /** A task without an estimate is taken to be like the others; its duration is not looked at. */
  private double usualEstimate(List<Fields> objects) {
    var known =
        objects.stream()
            .flatMap(object -> file.optionalNumber(object, "estimate_s", 0, MAX_SECONDS).stream())
            .sorted()
            .toList();
    return known.isEmpty() ? 1 : known.get(known.size() / 2);
  }

  private VirtualTask task(Fields object, double unknown) {
    var id = Objects.requireNonNull(ids.get(file.string(object, "id")));
    double seconds = file.number(object, "duration_s", 0, MAX_SECONDS);
    double estimate = file.optionalNumber(object, "estimate_s", 0, MAX_SECONDS).orElse(unknown);
    var files = Set.copyOf(file.strings(object, "files"));
    return new VirtualTask(new Work(id, dependencies(object), files, "", estimate), seconds);
  }

  private List<TaskId> dependencies(Fields object) {
    return file.strings(object, "dependencies").stream().map(name -> known(object, name)).toList();
  }

  private TaskId known(Fields object, String name) {
    var id = ids.get(name);
    if (id == null) {
      throw file.wrong(
          JsonFile.placeOf(object, "dependencies"),
          "it depends on " + name + ", which does not exist",
          "Name tasks of this file as dependencies.");
    }
    return id;
  }

  private void refuseCircles(List<Fields> objects, List<VirtualTask> tasks) {
    var works = tasks.stream().map(VirtualTask::work).toList();
    var circle = WorkGraph.onCircle(works);
    if (circle.isPresent()) {
      int place = works.stream().map(Work::id).toList().indexOf(circle.get());
      throw file.wrong(
          objects.get(place).place(),
          file.string(objects.get(place), "id") + " depends on itself, directly or through others",
          "Take one of the dependencies of the circle away.");
    }
  }
}
