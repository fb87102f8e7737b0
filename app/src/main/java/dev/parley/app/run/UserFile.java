package dev.parley.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.app.terminal.Surroundings;
import dev.parley.meeting.Transcripts;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Files that users name on the command line; {@code -} is standard input. */
public final class UserFile {

  private static final String STANDARD_INPUT = "-";

  private UserFile() {}

  /**
   * A file's text.
   *
   * @throws ProblemException BAD_INPUT naming the file
   */
  public static String text(Surroundings surroundings, String file) {
    var bytes = bytes(surroundings, file);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(file, "line %d is not text in UTF-8".formatted(undecodable(bytes)));
    }
  }

  /** The first line that cannot be decoded, from 1. */
  private static long undecodable(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
    int good = result.isError() ? in.position() : bytes.length;
    return 1 + IntStream.range(0, good).filter(i -> bytes[i] == '\n').count();
  }

  /**
   * A file's bytes; of one longer than {@link Transcripts#MAX_BYTES} one byte more than that.
   *
   * @throws ProblemException BAD_INPUT naming the file
   */
  static byte[] bytes(Surroundings surroundings, String file) {
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
