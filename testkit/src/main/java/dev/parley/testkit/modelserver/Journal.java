package dev.parley.testkit.modelserver;

import java.util.ArrayDeque;
import java.util.List;

/** The last requests, in order of arrival, as many as were asked for. Thread-safe. */
final class Journal {

  /** However many requests are allowed, their bodies together keep below this. */
  private static final long MAX_CHARS = 256L << 20;

  private final int maxRequests;
  private final ArrayDeque<RecordedRequest> requests = new ArrayDeque<>();
  private long chars;
  private long dropped;

  Journal(int maxRequests) {
    this.maxRequests = maxRequests;
  }

  synchronized void add(RecordedRequest request) {
    requests.addLast(request);
    chars += request.call().body().length();
    while (requests.size() > maxRequests || (chars > MAX_CHARS && requests.size() > 1)) {
      chars -= requests.removeFirst().call().body().length();
      dropped++;
    }
  }

  synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  synchronized long dropped() {
    return dropped;
  }
}
