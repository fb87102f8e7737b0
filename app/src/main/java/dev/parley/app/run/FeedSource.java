package dev.parley.app.run;

import java.io.IOException;
import java.util.List;

/** Where lines of a meeting come from as it goes on. */
interface FeedSource extends AutoCloseable {

  /**
   * What came.
   *
   * @param again whether the lines are the first of a feed that began anew
   * @param over whether no more will come
   */
  record Came(boolean again, List<String> lines, boolean over) {
    static final Came NOTHING = new Came(false, List.of(), false);
  }

  /**
   * What came since; of a stream, after waiting for it.
   *
   * @throws IOException if the feed cannot be read now; it may be later
   */
  Came next() throws IOException;

  @Override
  void close() throws IOException;
}
