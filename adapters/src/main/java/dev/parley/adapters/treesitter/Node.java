package dev.parley.adapters.treesitter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of a syntax tree, copied out of native memory.
 *
 * @param field what it is to its parent; empty if nothing particular
 * @param named whether it is more than a token
 * @param line from 1
 * @param endLine of its last character
 * @param children all of them, tokens and comments included
 */
record Node(
    String type,
    String field,
    boolean named,
    int line,
    int endLine,
    Source text,
    List<Node> children) {

  static final Node NONE = new Node("", "", false, 1, 1, new Source(new byte[0], 0, 0), List.of());

  /** A stretch of the text. Only made a string where it is asked for. */
  static final class Source {

    private final byte[] bytes;
    private final int start;
    private final int end;

    Source(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
    }

    String string() {
      return new String(bytes, start, Math.max(0, end - start), StandardCharsets.UTF_8);
    }
  }

  /** Whether there is no such node. */
  boolean isNone() {
    return type.isEmpty();
  }

  String string() {
    return text.string();
  }

  boolean is(String... types) {
    for (String each : types) {
      if (type.equals(each)) {
        return true;
      }
    }
    return false;
  }

  boolean isComment() {
    return type.endsWith("comment");
  }

  /** {@link #NONE} if there is none. */
  Node get(String name) {
    for (Node child : children) {
      if (child.field.equals(name) && !child.isComment()) {
        return child;
      }
    }
    return NONE;
  }

  Optional<Node> find(String name) {
    Node found = get(name);
    return found.isNone() ? Optional.empty() : Optional.of(found);
  }

  Stream<Node> all(String name) {
    return children.stream().filter(child -> child.field.equals(name) && child.named);
  }

  /** Children that are no tokens and no comments. */
  List<Node> parts() {
    var parts = new ArrayList<Node>(children.size());
    for (Node child : children) {
      if (child.named && !child.isComment()) {
        parts.add(child);
      }
    }
    return parts;
  }

  /** The first part; {@link #NONE} if there is none. */
  Node first() {
    var parts = parts();
    return parts.isEmpty() ? NONE : parts.getFirst();
  }

  Node last() {
    var parts = parts();
    return parts.isEmpty() ? NONE : parts.getLast();
  }

  /** The first child of a type; {@link #NONE} if there is none. */
  Node child(String... types) {
    for (Node child : children) {
      if (child.is(types)) {
        return child;
      }
    }
    return NONE;
  }

  boolean has(String token) {
    return !child(token).isNone();
  }

  boolean isBroken() {
    return is("ERROR") || children.stream().anyMatch(Node::isBroken);
  }

  boolean holdsComment() {
    return children.stream().anyMatch(child -> child.isComment() || child.holdsComment());
  }
}
