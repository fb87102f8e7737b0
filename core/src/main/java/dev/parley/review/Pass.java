package dev.parley.review;

/** What a model is asked to look for when it reads a change; each change is read once for each. */
enum Pass {
  CORRECTNESS(
      """
      Look for what the change itself brings in or breaks:
      - correctness: wrong results, missed cases, inverted or wrong conditions, null or undefined \
      values, off by one, wrong operators or variables, races, resources not closed, errors \
      swallowed, acceptance criteria not fulfilled;
      - performance: work, queries or requests repeated in loops, unbounded memory or time;
      - tests: new behaviour without a test, tests deleted, skipped or loosened to get a pass.
      What is only a matter of security is looked for separately.
      """),
  SECURITY(
      """
      Look only for what makes the change insecure. Follow each value that comes from outside \
      (requests, files, messages, the environment, other users' data) to where it is used:
      - injection into SQL, commands, code, templates, pages, paths, URLs, headers or logs;
      - missing or wrong authentication and authorisation, also where the code next to it checks;
      - secrets in code or logs, unsafe parsing and deserialisation, certificates not verified;
      - weak or misused cryptography and randomness, races that an attacker can win, resources \
      that an attacker can exhaust.
      Everything else is looked for separately.
      """);

  private final String focus;

  Pass(String focus) {
    this.focus = focus;
  }

  /** In words for the model. */
  String focus() {
    return focus;
  }
}
