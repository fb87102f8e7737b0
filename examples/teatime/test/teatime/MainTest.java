package teatime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class MainTest {

  void printsBalances() throws IOException {
    Expect.equal(
        """
        0
        Maya              2.00
        Tom              -2.00
        """,
        run("balances", "2026-01-12 | Maya | 4.00 | Tea | Maya, Tom"));
  }

  void explainsItselfWhenACommandIsUnknown() throws IOException {
    Expect.equal("2", run("dance", "").lines().findFirst().orElse(""));
  }

  void saysWhenTheLedgerIsNotThere() {
    Expect.equal("2\nteatime: cannot read no.ledger\n", run(List.of("balances", "no.ledger")));
  }

  /** The exit code, then all that was printed. */
  private static String run(String command, String ledger) throws IOException {
    Path file = Files.createTempFile("teatime", ".ledger");
    try {
      Files.writeString(file, ledger);
      return run(List.of(command, file.toString()));
    } finally {
      Files.delete(file);
    }
  }

  private static String run(List<String> args) {
    var printed = new ByteArrayOutputStream();
    var stream = new PrintStream(printed, true);
    int code = Main.run(args, stream, stream);
    return code + "\n" + printed.toString().replace("\r\n", "\n");
  }
}
