package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelFailure.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/** Says what kind of failure a status, an error object or a broken connection is. */
final class Failures {

  private static final int MAX_MESSAGE_LENGTH = 500;
  private static final int MAX_CAUSES = 10;
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");
  private static final Set<String> CREDIT_CODES =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_error");

  private Failures() {}

  /** An answer whose status is not 2xx. */
  static ModelFailure ofStatus(int status, HttpHeaders headers, String body, Instant now) {
    Optional<JsonNode> error = Json.tree(body).map(Failures::errorObject);
    Kind kind = error.filter(Failures::outOfCredit).isPresent() ? Kind.OUT_OF_CREDIT : kind(status);
    String said = error.map(Failures::words).filter(words -> !words.isBlank()).orElse(body);
    String message = "HTTP " + status + ": " + printable(said) + requestId(headers);
    if (status >= 300 && status < 400) {
      message = "HTTP " + status + ": redirected; give the address it redirects to as base URL";
    }
    return new ModelFailure(
        kind, message, kind.transientFault() ? RetryAfter.of(headers, now) : Optional.empty());
  }

  /** An error object inside an answer that began well; what came before it may be billed. */
  static ModelFailure ofErrorObject(JsonNode answer) {
    JsonNode error = errorObject(answer);
    Kind kind = outOfCredit(error) ? Kind.OUT_OF_CREDIT : kind(error);
    return new ModelFailure(kind, printable(words(error)), Optional.empty(), true);
  }

  /** An answer that is not the protocol's. */
  static ModelFailure notTheProtocol(String what) {
    return new ModelFailure(Kind.SERVER_ERROR, what, Optional.empty());
  }

  /** The connection could not be made, or broke before the answer's head arrived. */
  static ModelFailure notConnected(Throwable cause) {
    Throwable link = cause;
    for (int i = 0; i < MAX_CAUSES && link != null; i++) {
      Optional<ModelFailure> notSent = notSent(link);
      if (notSent.isPresent()) {
        return notSent.get();
      }
      link = link.getCause();
    }
    return brokenOff(cause);
  }

  private static Optional<ModelFailure> notSent(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          Optional.of(ModelFailure.notSent("nobody answered the connection"));
      case UnknownHostException _ -> Optional.of(ModelFailure.notSent("unknown host"));
      case UnresolvedAddressException _ -> Optional.of(ModelFailure.notSent("unknown host"));
      case ConnectException _ -> Optional.of(ModelFailure.notSent("connection refused"));
      case SSLHandshakeException _ ->
          Optional.of(ModelFailure.notSent("no trusted TLS connection"));
      default -> Optional.empty();
    };
  }

  /** The connection broke while the answer arrived. */
  static ModelFailure brokenOff(Throwable cause) {
    String words =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new ModelFailure(
        Kind.CONNECTION, "the connection broke: " + printable(words), Optional.empty());
  }

  /** A stream that ended without saying that it was done. */
  static ModelFailure cutOff() {
    return new ModelFailure(
        Kind.CONNECTION, "the answer broke off before its end", Optional.empty());
  }

  /** Without what must not be in a message: the key, wherever the provider repeats it. */
  static ModelFailure withoutKey(ModelFailure failure, String apiKey) {
    String message = String.valueOf(failure.getMessage());
    if (apiKey.isEmpty() || !message.contains(apiKey)) {
      return failure;
    }
    return failure.withMessage(message.replace(apiKey, "***"));
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401, 403 -> Kind.UNAUTHORIZED;
      case 402 -> Kind.OUT_OF_CREDIT;
      case 429 -> Kind.RATE_LIMITED;
      case 503, 529 -> Kind.OVERLOADED;
      case 408, 409, 425 -> Kind.SERVER_ERROR;
      default -> status >= 500 ? Kind.SERVER_ERROR : Kind.BAD_REQUEST;
    };
  }

  /** The types of Anthropic's error objects, and what compatible servers use likewise. */
  private static Kind kind(JsonNode error) {
    return switch (error.path("type").asText()) {
      case "rate_limit_error", "rate_limit_exceeded" -> Kind.RATE_LIMITED;
      case "overloaded_error" -> Kind.OVERLOADED;
      case "authentication_error", "permission_error" -> Kind.UNAUTHORIZED;
      case "invalid_request_error", "not_found_error", "request_too_large" -> Kind.BAD_REQUEST;
      default -> Kind.SERVER_ERROR;
    };
  }

  private static boolean outOfCredit(JsonNode error) {
    return CREDIT_CODES.contains(error.path("code").asText())
        || CREDIT_CODES.contains(error.path("type").asText())
        || words(error).toLowerCase(Locale.ROOT).contains("credit balance");
  }

  private static JsonNode errorObject(JsonNode answer) {
    JsonNode error = answer.path("error");
    return error.isMissingNode() ? answer : error;
  }

  private static String words(JsonNode error) {
    return error.isTextual() ? error.asText() : error.path("message").asText();
  }

  private static String printable(String text) {
    String line = NOT_PRINTABLE.matcher(text.strip()).replaceAll(" ");
    if (line.isEmpty()) {
      return "no message";
    }
    return line.length() <= MAX_MESSAGE_LENGTH
        ? line
        : line.substring(0, MAX_MESSAGE_LENGTH) + " ...";
  }

  private static String requestId(HttpHeaders headers) {
    return headers
        .firstValue("request-id")
        .or(() -> headers.firstValue("x-request-id"))
        .filter(id -> REQUEST_ID.matcher(id).matches())
        .map(id -> " (request " + id + ")")
        .orElse("");
  }
}
