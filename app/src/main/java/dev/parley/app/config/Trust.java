package dev.parley.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.app.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which repositories' {@code parley.toml} the user lets bind: the hash of the text by repository,
 * in a file of Parley's home. A changed text is not trusted.
 */
public final class Trust {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final TypeReference<TreeMap<String, String>> HASHES = new TypeReference<>() {};

  private final Path file;

  /**
   * @param home Parley's own
   */
  public Trust(Path home) {
    this.file = home.resolve("trust.json");
  }

  /** Whether this very text was trusted for this repository. */
  public boolean trusts(Path repository, String text) {
    return hash(text).equals(hashes().get(repository.toString()));
  }

  /** Remembers the text as trusted. */
  public void grant(Path repository, String text) {
    var hashes = new TreeMap<>(hashes());
    hashes.put(repository.toString(), hash(text));
    try {
      AtomicFile.write(file, JSON.writeValueAsString(hashes) + "\n");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An unreadable file trusts nothing. */
  private Map<String, String> hashes() {
    try {
      return Files.exists(file) ? JSON.readValue(Files.readString(file), HASHES) : Map.of();
    } catch (JsonProcessingException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
