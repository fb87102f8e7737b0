package dev.parley.app.run;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.app.terminal.Surroundings;
import dev.parley.event.Payload;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.Transcripts;
import dev.parley.model.ProblemException;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TasksFile;
import dev.parley.requirements.PrdDocument;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import java.nio.charset.StandardCharsets;

/**
 * What a run starts from.
 *
 * @param source for people
 * @param known what it makes of the stages before the first
 */
public record RunInput(String source, Payload known) {

  /**
   * A meeting.
   *
   * @param file or {@code -} for standard input
   * @throws ProblemException BAD_INPUT, TRANSCRIPT_EMPTY
   */
  public static RunInput transcript(Surroundings surroundings, String file) {
    return transcript(file, UserFile.bytes(surroundings, file));
  }

  /**
   * A meeting somebody sends.
   *
   * @param name its ending may say the format
   * @throws ProblemException BAD_INPUT, TRANSCRIPT_EMPTY
   */
  public static RunInput transcriptText(String name, String text) {
    return transcript(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static RunInput transcript(String name, byte[] bytes) {
    return new RunInput(name, new TranscriptRead(Transcripts.parse(name, bytes)));
  }

  /**
   * Requirements somebody wrote.
   *
   * @throws ProblemException BAD_INPUT naming file and line
   */
  public static RunInput prd(Surroundings surroundings, String file) {
    return prdText(file, UserFile.text(surroundings, file));
  }

  /**
   * Requirements somebody sends.
   *
   * @throws ProblemException BAD_INPUT naming the line
   */
  public static RunInput prdText(String name, String text) {
    var prd = PrdDocument.read(name, text, new JacksonLocatedJsonReader());
    return new RunInput(name, new RequirementsDrafted(prd));
  }

  /**
   * Tasks somebody wrote.
   *
   * @throws ProblemException BAD_INPUT naming file and line
   */
  public static RunInput tasks(Surroundings surroundings, String file) {
    return tasksText(file, UserFile.text(surroundings, file));
  }

  /**
   * Tasks somebody sends.
   *
   * @throws ProblemException BAD_INPUT naming the line
   */
  public static RunInput tasksText(String name, String text) {
    var reader = new TasksFile(new JacksonLocatedJsonReader());
    return new RunInput(name, new PlanDrafted(reader.read(name, text)));
  }
}
