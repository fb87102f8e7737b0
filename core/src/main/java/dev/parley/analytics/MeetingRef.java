package dev.parley.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.meeting.Meeting;
import dev.parley.meeting.Utterance;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a meeting across runs: every run that read the same words has the same one, whatever the
 * transcript's file is called and wherever it lies.
 *
 * @param id {@code m-} and twelve hexadecimal digits of the SHA-256 of who said what
 * @param source the transcript's file name, for people
 */
public record MeetingRef(String id, String source) {

  private static final int HEX_DIGITS = 12;

  static MeetingRef of(Meeting meeting) {
    var digest = sha256();
    for (Utterance utterance : meeting.utterances()) {
      feed(digest, utterance.speaker());
      feed(digest, utterance.text());
    }
    String hex = HexFormat.of().formatHex(digest.digest());
    return new MeetingRef("m-" + hex.substring(0, HEX_DIGITS), meeting.source());
  }

  /** With its length before it, so that no two sequences of texts are the same bytes. */
  private static void feed(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
