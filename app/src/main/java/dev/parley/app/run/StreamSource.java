package dev.parley.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Lines of standard input; its end is the meeting's. */
final class StreamSource implements FeedSource {

  private final InputStream in;
  private final LineCutter cutter = new LineCutter();
  private final byte[] buffer = new byte[16 * 1024];

  StreamSource(InputStream in) {
    this.in = in;
  }

  @Override
  public Came next() throws IOException {
    int read = in.read(buffer);
    return read < 0
        ? new Came(false, List.of(cutter.rest()), true)
        : new Came(false, cutter.cut(buffer, read), false);
  }

  /** Standard input is not ours to close. */
  @Override
  public void close() {}
}
