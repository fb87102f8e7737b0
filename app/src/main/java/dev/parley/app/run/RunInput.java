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
    var meeting = Transcripts.parse(file, UserFile.bytes(surroundings, file));
    return new RunInput(file, new TranscriptRead(meeting));
  }

  /**
   * Requirements somebody wrote.
   *
   * @throws ProblemException BAD_INPUT naming file and line
   */
  public static RunInput prd(Surroundings surroundings, String file) {
    var prd =
        PrdDocument.read(file, UserFile.text(surroundings, file), new JacksonLocatedJsonReader());
    return new RunInput(file, new RequirementsDrafted(prd));
  }

  /**
   * Tasks somebody wrote.
   *
   * @throws ProblemException BAD_INPUT naming file and line
   */
  public static RunInput tasks(Surroundings surroundings, String file) {
    var reader = new TasksFile(new JacksonLocatedJsonReader());
    return new RunInput(
        file, new PlanDrafted(reader.read(file, UserFile.text(surroundings, file))));
  }
}
