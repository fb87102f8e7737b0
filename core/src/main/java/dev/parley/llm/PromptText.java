package dev.parley.llm;

import static dev.parley.model.Require.require;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The words of a prompt in pieces, of which some are different each time although the question is
 * the same: the nonce of the marks, the number of a line that moved. Whoever writes a prompt says
 * which pieces those are; nothing is ever guessed from the text, since most of it is foreign.
 *
 * <p>Two prompts have one {@link #feed canonical form} exactly if they have the same pieces in the
 * same order, apart from what passing pieces and line numbers say.
 */
public record PromptText(List<Piece> pieces) {

  /** A part of the words. */
  public sealed interface Piece {

    /** As it is sent. */
    String text();
  }

  /** What makes the question. */
  public record Fixed(String text) implements Piece {}

  /** What may be another text and the question still the same. */
  public record Passing(String text) implements Piece {}

  /**
   * The number of a line, which moves when something else is changed above it.
   *
   * @param file as answers name it
   * @param text the number as it is sent, padded
   */
  public record LineNumber(String file, int number, String text) implements Piece {}

  public PromptText {
    pieces = List.copyOf(pieces);
  }

  public static PromptText of(String text) {
    return new Builder().fixed(text).build();
  }

  /** The words as they are sent. */
  public String text() {
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  /** Characters of the words. */
  public int length() {
    return pieces.stream().mapToInt(piece -> piece.text().length()).sum();
  }

  /** What the passing pieces say, in order. */
  public List<String> passing() {
    return pieces.stream().filter(Passing.class::isInstance).map(Piece::text).toList();
  }

  /** The numbered lines, in order. */
  public List<LineNumber> lines() {
    return pieces.stream()
        .filter(LineNumber.class::isInstance)
        .map(LineNumber.class::cast)
        .toList();
  }

  /**
   * The same, with each occurrence of a folder in its fixed pieces passing: where somebody's
   * checkout lies says nothing about what is asked. The folder must end where a path's name ends.
   *
   * @param folder absolute; one that is no more than a root is left alone
   */
  public PromptText without(String folder) {
    if (folder.length() < 2 || !folder.startsWith("/")) {
      return this;
    }
    var builder = new Builder();
    for (Piece piece : pieces) {
      if (piece instanceof Fixed(var text)) {
        addWithout(folder, text, builder);
      } else {
        builder.add(piece);
      }
    }
    return builder.build();
  }

  private static void addWithout(String folder, String text, Builder builder) {
    int from = 0;
    for (int at = text.indexOf(folder); at >= 0; at = text.indexOf(folder, at + 1)) {
      int end = at + folder.length();
      if (at >= from
          && (at == 0 || !ofAPath(text.charAt(at - 1)))
          && (end == text.length() || text.charAt(end) == '/' || !ofAPath(text.charAt(end)))) {
        builder.fixed(text.substring(from, at)).passing(folder);
        from = end;
      }
    }
    builder.fixed(text.substring(from));
  }

  private static boolean ofAPath(char c) {
    return Character.isLetterOrDigit(c) || "/._-~+@".indexOf(c) >= 0;
  }

  /** The same with its fixed pieces changed. */
  PromptText withFixed(UnaryOperator<String> change) {
    var builder = new Builder();
    for (Piece piece : pieces) {
      builder.add(piece instanceof Fixed(var text) ? new Fixed(change.apply(text)) : piece);
    }
    return builder.build();
  }

  /**
   * Gives the canonical form to a digest. Every piece begins with its kind and every text with its
   * length, so that no text, whatever it holds, can pass for another one or for a piece that is not
   * counted.
   */
  void feed(MessageDigest digest) {
    for (Piece piece : pieces) {
      switch (piece) {
        case Fixed(var text) -> {
          digest.update((byte) 'F');
          feed(digest, text);
        }
        case Passing _ -> digest.update((byte) 'P');
        case LineNumber _ -> digest.update((byte) 'L');
      }
    }
    digest.update((byte) '.');
  }

  /** A text with its length before it. In UTF-16, since UTF-8 has no lone surrogates. */
  static void feed(MessageDigest digest, String text) {
    int length = text.length();
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (length >>> shift));
    }
    digest.update(text.getBytes(StandardCharsets.UTF_16BE));
  }

  /** Puts a prompt together. */
  public static final class Builder {

    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder fixed = new StringBuilder();
    private int length;

    public Builder fixed(String text) {
      fixed.append(text);
      length += text.length();
      return this;
    }

    public Builder passing(String text) {
      return add(new Passing(text));
    }

    public Builder line(String file, int number, String text) {
      require(number > 0, "not a line: %d", number);
      return add(new LineNumber(file, number, text));
    }

    public Builder add(PromptText text) {
      text.pieces().forEach(this::add);
      return this;
    }

    /** Fixed texts in a row are one piece, however they came together. */
    Builder add(Piece piece) {
      if (piece instanceof Fixed(var text)) {
        return fixed(text);
      }
      closeFixed();
      pieces.add(piece);
      length += piece.text().length();
      return this;
    }

    private void closeFixed() {
      if (!fixed.isEmpty()) {
        pieces.add(new Fixed(fixed.toString()));
        fixed.setLength(0);
      }
    }

    /** Characters so far. */
    public int length() {
      return length;
    }

    /** What there is so far; the builder begins anew. */
    public PromptText build() {
      closeFixed();
      var text = new PromptText(pieces);
      pieces.clear();
      length = 0;
      return text;
    }
  }
}
