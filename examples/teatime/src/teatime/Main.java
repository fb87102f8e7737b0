package teatime;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line. */
public final class Main {

  private static final String USAGE =
      """
      usage: teatime COMMAND FILE
        balances   how everybody stands
      """;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /** Returns the exit code: 0 all is well, 2 the arguments or the ledger are wrong. */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    if (args.size() != 2) {
      err.print(USAGE);
      return 2;
    }
    try {
      var purchases = Ledger.read(Files.readString(Path.of(args.get(1))));
      switch (args.get(0)) {
        case "balances" -> balances(purchases, out);
        default -> {
          err.print(USAGE);
          return 2;
        }
      }
      return 0;
    } catch (IOException e) {
      err.println("teatime: cannot read " + args.get(1));
      return 2;
    } catch (IllegalArgumentException e) {
      err.println("teatime: " + e.getMessage());
      return 2;
    }
  }

  private static void balances(List<Purchase> purchases, PrintStream out) {
    Balances.of(purchases)
        .forEach((person, cents) -> out.printf("%-12s %9s%n", person, Money.text(cents)));
  }
}
