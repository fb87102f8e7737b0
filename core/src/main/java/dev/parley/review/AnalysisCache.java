package dev.parley.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps what analyses of a content came to, so that a file that did not change is not analysed
 * again. It may forget anything at any time, and never answers with what was not kept under the
 * very key. Thread-safe.
 */
public interface AnalysisCache {

  /** Longer texts are not kept. */
  int TEXT_CHARS_MAX = 64 << 10;

  /** What was kept under a key; empty if that is not known any more. */
  Optional<String> find(String key);

  /** Keeps a text, or does not: a cache that cannot be written is none, and no error. */
  void keep(String key, String text);

  /** Keeps nothing. */
  AnalysisCache NONE =
      new AnalysisCache() {
        @Override
        public Optional<String> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, String text) {
          // Nothing is kept.
        }
      };

  /** A key for contents: their SHA-256, of which no two that differ are alike. */
  static String key(String... contents) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String content : contents) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
