package dev.parley.testkit.modelserver;

import java.time.Instant;
import java.util.Optional;

/**
 * A request the server got, and what it did.
 *
 * @param at when it arrived
 * @param call as sent
 * @param status HTTP status of the answer; 0 if none was sent, as with a stall
 * @param request its neutral form; empty if it was refused before the script was asked
 * @param answer what the script said, faults included; empty if it was not asked
 */
public record RecordedRequest(
    Instant at,
    Call call,
    int status,
    Optional<ScriptedRequest> request,
    Optional<ScriptedAnswer> answer) {

  /**
   * A request as it came over the wire.
   *
   * @param path without the query
   * @param body as text; empty if it was too large to be read
   */
  public record Call(String method, String path, RequestHeaders headers, String body) {}

  /** The role the client asked in; empty text if it did not say. */
  public String role() {
    return call.headers().first(ScriptedRequest.ROLE_HEADER).orElse("");
  }
}
