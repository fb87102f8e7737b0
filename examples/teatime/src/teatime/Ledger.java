package teatime;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The text file in which people note what they bought. */
final class Ledger {

  private Ledger() {}

  /**
   * All purchases, in the order of the file.
   *
   * @throws IllegalArgumentException if a line cannot be read
   */
  static List<Purchase> read(String text) {
    var purchases = new ArrayList<Purchase>();
    for (String line : text.split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        purchases.add(purchase(line));
      }
    }
    return purchases;
  }

  private static Purchase purchase(String line) {
    String[] fields = line.split("\\|");
    if (fields.length != 5) {
      throw new IllegalArgumentException("bad line");
    }
    try {
      return new Purchase(
          LocalDate.parse(fields[0].strip()),
          fields[1].strip(),
          Money.cents(fields[2].strip()),
          fields[3].strip(),
          people(fields[4]));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("bad line");
    }
  }

  private static List<String> people(String field) {
    var people = new ArrayList<String>();
    for (String name : field.split(",")) {
      people.add(name.strip());
    }
    return people;
  }
}
