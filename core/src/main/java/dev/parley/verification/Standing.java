package dev.parley.verification;

/** How a failure of a change stands to what was there before it. */
public enum Standing {
  /** Not there on the base, and there again each time the check was repeated: it blocks. */
  NEW,
  /** On the base too. */
  FAILING_BEFORE,
  /** It went away on exactly the same tree. */
  FLAKY
}
