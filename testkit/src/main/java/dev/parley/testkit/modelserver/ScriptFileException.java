package dev.parley.testkit.modelserver;

/** A script file cannot be used. The message names the file, the place in it, and the remedy. */
public final class ScriptFileException extends RuntimeException {

  private final String remedy;

  ScriptFileException(String where, String problem, String remedy) {
    super(where + ": " + problem + ". " + remedy);
    this.remedy = remedy;
  }

  /** What to do about it, as a sentence. */
  public String remedy() {
    return remedy;
  }
}
