package dev.parley.testkit.modelserver;

import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.PromptCache.Billing;
import dev.parley.testkit.modelserver.RenderedReply.Piece;
import dev.parley.testkit.modelserver.RenderedReply.Piece.Called;
import dev.parley.testkit.modelserver.RenderedReply.Piece.Said;
import dev.parley.testkit.modelserver.ScriptedAnswer.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Turns a scripted reply into one that is ready for the wire: with ids, with its usage, and cut
 * where the provider would cut it.
 *
 * @param id made from the request
 * @param billing what the prompt costs
 * @param createdAtS seconds since the epoch
 */
record Rendering(ScriptedRequest request, String id, Billing billing, long createdAtS) {

  private static final int ID_CHARS = 20;

  /** Prepares to render replies to this request, at this time in seconds since the epoch. */
  static Rendering of(ScriptedRequest request, Billing billing, long nowS) {
    return new Rendering(request, idOf(request), billing, nowS);
  }

  /** The reply, cut only if it is longer than the request allows. */
  RenderedReply of(Reply reply) {
    return render(reply, allowed(reply));
  }

  /** The reply cut in the middle, or earlier if the request allows less. */
  RenderedReply truncated(Reply reply) {
    var half = pieces(reply).stream().mapToInt(Piece::length).sum() / 2;
    var cut = new Reply(reply.blocks(), StopReason.MAX_TOKENS, reply.usage());
    return render(cut, Math.min(half, allowed(reply)));
  }

  private RenderedReply render(Reply reply, long maxChars) {
    var pieces = pieces(reply);
    var whole = pieces.stream().mapToLong(Piece::length).sum() <= maxChars;
    var sent = whole ? pieces : cut(pieces, maxChars);
    var stop = whole ? reply.stop() : StopReason.MAX_TOKENS;
    return new RenderedReply(id, request.model(), createdAtS, sent, stop, usage(reply, sent));
  }

  /** A reply whose usage is given is taken at its word: it is not measured against the limit. */
  private long allowed(Reply reply) {
    var limit = request.settings().maxTokens();
    return limit.isEmpty() || reply.usage().isPresent()
        ? Long.MAX_VALUE
        : Math.min(limit.getAsLong(), Integer.MAX_VALUE) * Tokens.CHARS;
  }

  private TokenUsage usage(Reply reply, List<Piece> sent) {
    var chars = sent.stream().mapToLong(Piece::length).sum();
    return reply.usage().orElseGet(() -> billing.withOutput(Math.max(1, Tokens.of(chars))));
  }

  private List<Piece> pieces(Reply reply) {
    var pieces = new ArrayList<Piece>();
    for (var block : reply.blocks()) {
      pieces.add(
          switch (block) {
            case Block.Text(var text) -> new Said(text);
            case Block.ToolCall(var name, var args) ->
                new Called(id + "%02d".formatted(pieces.size()), name, args.toString());
          });
    }
    return pieces;
  }

  private static List<Piece> cut(List<Piece> pieces, long maxChars) {
    var kept = new ArrayList<Piece>();
    var left = maxChars;
    for (var piece : pieces) {
      if (left <= 0) {
        break;
      }
      kept.add(piece.length() <= left ? piece : beginning(piece, (int) left));
      left -= piece.length();
    }
    return kept;
  }

  private static Piece beginning(Piece piece, int chars) {
    return switch (piece) {
      case Said(var text) -> new Said(Tokens.cut(text, chars));
      case Called(var id, var name, var arguments) ->
          new Called(id, name, Tokens.cut(arguments, Math.max(0, chars - name.length())));
    };
  }

  private static String idOf(ScriptedRequest request) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var hash = sha.digest(request.json().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ID_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
