package dev.parley.verification.xml;

import java.util.HashMap;
import java.util.Map;

/**
 * Walks through a document once and forgives everything: what is not well formed is passed over, a
 * document that ends early ends there. It knows no declarations, so an entity can neither grow nor
 * name a file. Takes time in proportion to the length.
 */
public final class XmlScanner {

  /** Hears what is met, in order. */
  public interface Handler {

    /** An element begins; an empty one ends at once. Names have lost their prefix. */
    void start(String name, Map<String, String> attributes);

    void end(String name);

    /** Text and CDATA between tags, in any number of pieces. */
    default void text(String text) {}
  }

  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_ENTITY_CHARS = 10;

  private final String xml;
  private final Handler handler;
  private int at;

  private XmlScanner(String xml, Handler handler) {
    this.xml = xml;
    this.handler = handler;
  }

  /** Reports the whole document. Never throws for what is in it. */
  public static void scan(String xml, Handler handler) {
    new XmlScanner(xml, handler).scan();
  }

  private void scan() {
    while (at < xml.length()) {
      int tag = xml.indexOf('<', at);
      int end = tag < 0 ? xml.length() : tag;
      if (end > at) {
        handler.text(unescaped(xml.substring(at, end)));
      }
      at = end;
      if (tag >= 0) {
        markup();
      }
    }
  }

  private void markup() {
    if (xml.startsWith("<!--", at)) {
      skipPast("-->", 4);
    } else if (xml.startsWith("<![CDATA[", at)) {
      int from = at + 9;
      skipPast("]]>", 9);
      int to = xml.startsWith("]]>", at - 3) ? at - 3 : at;
      handler.text(xml.substring(from, Math.max(from, to)));
    } else if (xml.startsWith("<?", at)) {
      skipPast("?>", 2);
    } else if (xml.startsWith("<!", at)) {
      skipPast(">", 2);
    } else if (xml.startsWith("</", at)) {
      int from = at + 2;
      skipPast(">", 2);
      int to = at > from && xml.charAt(at - 1) == '>' ? at - 1 : at;
      handler.end(local(xml.substring(from, Math.max(from, to)).strip()));
    } else {
      element();
    }
  }

  private void skipPast(String mark, int length) {
    int end = at + length > xml.length() ? -1 : xml.indexOf(mark, at + length);
    at = end < 0 ? xml.length() : end + mark.length();
  }

  private void element() {
    at++;
    String name = local(name());
    if (name.isEmpty()) {
      return;
    }
    var attributes = new HashMap<String, String>();
    boolean empty = false;
    while (at < xml.length()) {
      char c = xml.charAt(at);
      if (c == '>') {
        at++;
        break;
      }
      if (c == '<') {
        break;
      }
      empty = c == '/';
      if (Character.isWhitespace(c) || c == '/' || !attribute(attributes)) {
        at++;
      }
    }
    handler.start(name, attributes);
    if (empty) {
      handler.end(name);
    }
  }

  /** False if there is none here, and then nothing was read. */
  private boolean attribute(Map<String, String> attributes) {
    int start = at;
    String name = name();
    skipSpace();
    if (name.isEmpty() || at >= xml.length() || xml.charAt(at) != '=') {
      at = name.isEmpty() ? start : at;
      return !name.isEmpty();
    }
    at++;
    skipSpace();
    if (at < xml.length() && (xml.charAt(at) == '"' || xml.charAt(at) == '\'')) {
      int end = xml.indexOf(xml.charAt(at), at + 1);
      int stop = end < 0 ? xml.length() : end;
      if (attributes.size() < MAX_ATTRIBUTES) {
        attributes.putIfAbsent(local(name), unescaped(xml.substring(at + 1, stop)));
      }
      at = Math.min(xml.length(), stop + 1);
    }
    return true;
  }

  private String name() {
    int start = at;
    while (at < xml.length() && isNamePart(xml.charAt(at))) {
      at++;
    }
    return xml.substring(start, at);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == ':';
  }

  private void skipSpace() {
    while (at < xml.length() && Character.isWhitespace(xml.charAt(at))) {
      at++;
    }
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static String unescaped(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '&' ? entityEnd(text, at) : -1;
      int code = end > at ? entity(text.substring(at + 1, end)) : -1;
      if (code >= 0) {
        plain.appendCodePoint(code);
        at = end + 1;
      } else {
        plain.append(text.charAt(at++));
      }
    }
    return plain.toString();
  }

  /** Looks no further than the longest entity goes: the next semicolon may be megabytes away. */
  private static int entityEnd(String text, int start) {
    int last = Math.min(text.length() - 1, start + MAX_ENTITY_CHARS);
    for (int i = start + 1; i <= last; i++) {
      if (text.charAt(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  private static int entity(String name) {
    return switch (name) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> name.startsWith("#") ? number(name.substring(1)) : -1;
    };
  }

  private static int number(String digits) {
    try {
      int code =
          digits.startsWith("x")
              ? Integer.parseInt(digits.substring(1), 16)
              : Integer.parseInt(digits);
      return Character.isValidCodePoint(code) ? code : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
