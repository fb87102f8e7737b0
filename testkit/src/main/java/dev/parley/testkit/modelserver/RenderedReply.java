package dev.parley.testkit.modelserver;

import dev.parley.model.TokenUsage;
import java.util.List;

/**
 * A reply ready to be put in a protocol's form.
 *
 * @param id made from the request, so that the same request gets the same answer byte for byte
 * @param model as asked for
 * @param createdAtS seconds since the epoch
 * @param blocks with arguments as the text that goes over the wire
 */
record RenderedReply(
    String id,
    String model,
    long createdAtS,
    List<Piece> blocks,
    StopReason stop,
    TokenUsage usage) {

  /** A block in the words that go over the wire. */
  sealed interface Piece {

    record Said(String text) implements Piece {}

    /**
     * A tool call.
     *
     * @param id without the protocol's prefix
     * @param arguments JSON, or its beginning where the answer was cut
     */
    record Called(String id, String name, String arguments) implements Piece {}

    /** The characters the model had to produce. */
    default int length() {
      return switch (this) {
        case Said(var text) -> text.length();
        case Called(_, var name, var arguments) -> name.length() + arguments.length();
      };
    }
  }

  /** All that is said, calls left out. */
  String text() {
    var out = new StringBuilder();
    for (var piece : blocks) {
      if (piece instanceof Piece.Said(var text)) {
        out.append(text);
      }
    }
    return out.toString();
  }

  List<Piece.Called> calls() {
    return blocks.stream()
        .filter(Piece.Called.class::isInstance)
        .map(Piece.Called.class::cast)
        .toList();
  }
}
