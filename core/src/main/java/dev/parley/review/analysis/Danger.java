package dev.parley.review.analysis;

import java.util.Locale;

/** What a value must not reach because of where it comes from; one bit each. */
enum Danger {
  SQL(1 << 0),
  COMMAND(1 << 1),
  PATH(1 << 2),
  LDAP(1 << 3),
  XPATH(1 << 4),
  XSS(1 << 5),
  TRUST(1 << 6),
  URL(1 << 7),
  CODE(1 << 8),
  OBJECT(1 << 9),
  TEMPLATE(1 << 10),
  REDIRECT(1 << 11),
  HEADER(1 << 12),
  LOG(1 << 13),
  NOSQL(1 << 14),
  ORIGIN(1 << 15),
  RANDOM(1 << 16);

  /** All that data from outside brings along; being guessable is not of them. */
  static final int OUTSIDE = RANDOM.bit - 1;

  /** What data from outside brings along that is text, and never an object. */
  static final int TEXT = OUTSIDE & ~NOSQL.bit;

  private final int bit;

  Danger(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  static int bits(String names) {
    int bits = 0;
    for (String name : names.split(",", -1)) {
      bits |=
          switch (name) {
            case "all" -> OUTSIDE;
            case "none" -> 0;
            default -> valueOf(name.toUpperCase(Locale.ROOT)).bit();
          };
    }
    return bits;
  }
}
