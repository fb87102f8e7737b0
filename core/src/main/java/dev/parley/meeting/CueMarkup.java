package dev.parley.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes WebVTT's own tags and character references out of a line. Anything else in angle brackets
 * stays: people who talk about code say {@code List<String>}, and many exporters escape nothing.
 */
final class CueMarkup {

  /** Groups: slash, name of the tag, classes, annotation; or a time, which has no group. */
  private static final Pattern TAG =
      Pattern.compile(
          "<(?:(/?)(v|c|i|b|u|ruby|rt|lang|font)((?:\\.[^\\s<>.]*){0,8})(?:[ \\t]([^<>]{0,200}))?"
              + "|\\d{1,4}:[\\d:.]{1,12})>",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{1,8}));");

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("lrm", ""),
          Map.entry("rlm", ""),
          Map.entry("hellip", "…"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("lsquo", "‘"),
          Map.entry("rsquo", "’"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"));

  private CueMarkup() {}

  /**
   * Words of one voice.
   *
   * @param voice empty outside a voice span
   */
  record Piece(Optional<String> voice, String text) {}

  /**
   * The line cut where the voice changes.
   *
   * @param open the voice span the line before left open
   * @return never empty; the last piece's voice goes on in the next line
   */
  static List<Piece> pieces(String line, Optional<String> open) {
    var pieces = new ArrayList<Piece>();
    var words = new StringBuilder();
    var voice = open;
    var tag = TAG.matcher(line);
    int at = 0;
    while (tag.find()) {
      words.append(line, at, tag.start());
      at = tag.end();
      if (tag.group(2) != null && tag.group(2).toLowerCase(Locale.ROOT).equals("v")) {
        add(pieces, voice, words);
        voice = tag.group(1).isEmpty() ? Optional.of(name(tag.group(4))) : Optional.empty();
      }
    }
    words.append(line, at, line.length());
    pieces.add(new Piece(voice, decoded(words.toString())));
    return pieces;
  }

  private static void add(List<Piece> pieces, Optional<String> voice, StringBuilder words) {
    if (!words.toString().isBlank()) {
      pieces.add(new Piece(voice, decoded(words.toString())));
    }
    words.setLength(0);
  }

  private static String name(@Nullable String annotation) {
    return annotation == null ? "" : decoded(annotation).strip().replaceAll("\\s+", " ");
  }

  private static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return REFERENCE.matcher(text).replaceAll(found -> quoted(character(found)));
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static String character(MatchResult found) {
    if (found.group(3) != null) {
      return NAMED.getOrDefault(found.group(3), found.group());
    }
    int code =
        found.group(1) != null
            ? Integer.parseInt(found.group(1))
            : Integer.parseInt(found.group(2), 16);
    boolean printable = Character.isValidCodePoint(code) && !Character.isISOControl(code);
    return printable && !isSurrogate(code) ? Character.toString(code) : " ";
  }

  private static boolean isSurrogate(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }
}
