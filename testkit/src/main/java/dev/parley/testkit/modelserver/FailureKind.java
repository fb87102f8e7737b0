package dev.parley.testkit.modelserver;

/** Failures both providers know, before either has put it in its own words. */
enum FailureKind {
  /** 401: no key at all. */
  NO_KEY,
  /** 401: a key, but not the right one. */
  WRONG_KEY,
  /** 404: no such address. */
  UNKNOWN_PATH,
  /** 405: the address exists, but not for this method. */
  WRONG_METHOD,
  /** 413: the body is too large. */
  TOO_LARGE,
  /** 400: what was sent cannot be answered. */
  INVALID,
  /** 429: too many requests, or tokens, in too short a time. */
  RATE_LIMITED,
  /** The account has no money left. */
  OUT_OF_CREDIT,
  /** 500. */
  SERVER_ERROR,
  /** The provider has too much to do. */
  OVERLOADED
}
