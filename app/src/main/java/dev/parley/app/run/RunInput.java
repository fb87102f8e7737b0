package dev.parley.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.app.terminal.Surroundings;
import dev.parley.event.Payload;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.Transcripts;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TasksFile;
import dev.parley.requirements.PrdDocument;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a run starts from.
 *
 * @param source for people
 * @param known what it makes of the stages before the first
 */
public record RunInput(String source, Payload known) {

  private static final String STANDARD_INPUT = "-";

  /**
   * A meeting.
   *
   * @param file or {@code -} for standard input
   * @throws ProblemException BAD_INPUT, TRANSCRIPT_EMPTY
   */
  public static RunInput transcript(Surroundings surroundings, String file) {
    var meeting = Transcripts.parse(file, bytes(surroundings, file));
    return new RunInput(file, new TranscriptRead(meeting));
  }

  /**
   * Requirements somebody wrote.
   *
   * @throws ProblemException BAD_INPUT naming file and line
   */
  public static RunInput prd(Surroundings surroundings, String file) {
    var prd = PrdDocument.read(file, text(surroundings, file), new JacksonLocatedJsonReader());
    return new RunInput(file, new RequirementsDrafted(prd));
  }

  /**
   * Tasks somebody wrote.
   *
   * @throws ProblemException BAD_INPUT naming file and line
   */
  public static RunInput tasks(Surroundings surroundings, String file) {
    var reader = new TasksFile(new JacksonLocatedJsonReader());
    return new RunInput(file, new PlanDrafted(reader.read(file, text(surroundings, file))));
  }

  private static String text(Surroundings surroundings, String file) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(surroundings, file))).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not text in UTF-8");
    }
  }

  private static byte[] bytes(Surroundings surroundings, String file) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        return surroundings.in().readNBytes(Transcripts.MAX_BYTES + 1);
      }
      var path = surroundings.resolve(Path.of(file));
      if (Files.isDirectory(path)) {
        throw unreadable(file, "it is a folder");
      }
      try (var content = Files.newInputStream(path)) {
        return content.readNBytes(Transcripts.MAX_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException unreadable(String file, String reason) {
    return new ProblemException(
        new Problem(
            Code.BAD_INPUT,
            "cannot read " + file + ": " + reason,
            "Name a file your user may read, or - for standard input."));
  }
}
