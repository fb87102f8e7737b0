package dev.parley.requirements;

import dev.parley.json.JsonFile;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJsonReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a requirements document from JSON. Citations may stand there and are passed over. */
final class PrdJson {

  private static final List<String> FILE_FIELDS =
      List.of("title", "requirements", "open_questions", "dropped");
  private static final List<String> REQUIREMENT_FIELDS =
      List.of("id", "text", "acceptance", "cites");
  private static final List<String> QUESTION_FIELDS = List.of("text", "cites");

  private PrdJson() {}

  static Prd read(String fileName, String text, LocatedJsonReader reader) {
    var file = JsonFile.read(fileName, text, reader);
    var root = file.object(file.root(), "the file");
    file.requireKnown(root, FILE_FIELDS);
    var requirements = new ArrayList<Requirement>();
    var ids = new HashSet<String>();
    for (var object : file.objects(root, "requirements")) {
      file.requireKnown(object, REQUIREMENT_FIELDS);
      requirements.add(requirement(file, object, ids));
    }
    var questions = new ArrayList<OpenQuestion>();
    for (var object : file.objects(root, "open_questions")) {
      file.requireKnown(object, QUESTION_FIELDS);
      questions.add(new OpenQuestion(file.string(object, "text"), List.of()));
    }
    var title = file.optionalString(root, "title").orElse(fileName);
    return new Prd(RequirementsAnswer.oneLine(title), requirements, questions, List.of());
  }

  private static Requirement requirement(JsonFile file, Fields object, Set<String> ids) {
    var id = file.string(object, "id").strip();
    if (!RequirementsAnswer.isId(id)) {
      throw file.wrong(
          JsonFile.placeOf(object, "id"),
          "the id is not of A-Z a-z 0-9 . _ -, beginning with a letter, at most 32 long",
          "Name requirements R1, R2, ...");
    }
    if (!ids.add(id.toLowerCase(Locale.ROOT))) {
      throw file.wrong(
          JsonFile.placeOf(object, "id"),
          "the id %s is used twice".formatted(id),
          "Give each requirement an id of its own.");
    }
    var text = RequirementsAnswer.oneLine(file.string(object, "text"));
    return new Requirement(id, text, file.strings(object, "acceptance"), List.of());
  }
}
