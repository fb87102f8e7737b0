package dev.parley.app.server.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens of people and programs that are not this machine's user. Immutable. */
public final class Tokens {

  private final Map<String, Principal> byDigest;

  private Tokens(Map<String, Principal> byDigest) {
    this.byDigest = Map.copyOf(byDigest);
  }

  /**
   * One token of somebody.
   *
   * @param secret at least {@value #SECRET_MIN} characters
   */
  public record Token(String name, Role role, String secret) {
    @Override
    public String toString() {
      return "Token[" + name + "]";
    }
  }

  /** Below that a token can be tried out. */
  public static final int SECRET_MIN = 20;

  public static Tokens of(Iterable<Token> tokens) {
    var byDigest = new HashMap<String, Principal>();
    for (var token : tokens) {
      byDigest.put(
          Secret.digest(token.secret()),
          new Principal(token.name(), token.role(), Optional.empty()));
    }
    return new Tokens(byDigest);
  }

  Optional<Principal> find(String secret) {
    return Optional.ofNullable(byDigest.get(Secret.digest(secret)));
  }
}
