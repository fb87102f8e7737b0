package dev.parley.adapters.dbscheduler;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a worker process so that another one on the same host can tell whether it is still there:
 * host, process id and start, since ids are used again.
 */
record WorkerName(String host, long pid, long startedAtMillis) {

  static WorkerName own() {
    return of(ProcessHandle.current());
  }

  /** As kept in the queue's {@code picked_by}. */
  String text() {
    return host + "/" + pid + "/" + startedAtMillis;
  }

  /** Empty if the text is not of this form. */
  static Optional<WorkerName> parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new WorkerName(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether the process certainly no longer lives; false if it may be elsewhere. */
  boolean certainlyDead() {
    if (!host.equals(own().host())) {
      return false;
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> of(process).startedAtMillis() == startedAtMillis)
        .isEmpty();
  }

  private static WorkerName of(ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new WorkerName(hostName(), process.pid(), started);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().replace('/', '_');
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
