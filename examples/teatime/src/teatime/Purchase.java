package teatime;

import java.time.LocalDate;
import java.util.List;

/**
 * Something somebody paid for.
 *
 * @param cents below zero if money came back
 * @param people who share it, in the order of the ledger
 */
record Purchase(LocalDate date, String buyer, long cents, String what, List<String> people) {

  Purchase {
    people = List.copyOf(people);
  }
}
