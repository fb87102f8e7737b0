package dev.parley.git;

/** Whom a commit names. */
public record Identity(String name, String email) {

  /** Parley itself, the committer of every commit it makes. */
  public static final Identity PARLEY = new Identity("Parley", "parley@localhost");
}
