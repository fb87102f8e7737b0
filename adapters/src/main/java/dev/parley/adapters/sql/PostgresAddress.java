package dev.parley.adapters.sql;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a PostgreSQL is, and who logs in. Its text never shows the password.
 *
 * @param url for the driver, without user and password
 */
record PostgresAddress(String url, Optional<String> user, Optional<String> password) {

  /** Whether the text is an address rather than a file's name. */
  static boolean isOne(String text) {
    return text.startsWith("jdbc:postgresql:")
        || text.startsWith("postgresql://")
        || text.startsWith("postgres://");
  }

  /**
   * Reads {@code postgresql://user:password@host:port/database?...}, with or without {@code jdbc:}
   * before it; the login may also stand among the parameters, as the driver has it.
   *
   * @throws dev.parley.model.ProblemException BAD_CONFIG if it is not of this form
   */
  static PostgresAddress parse(String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.contains("://")) {
      return new PostgresAddress(text, Optional.empty(), Optional.empty());
    }
    try {
      URI uri = new URI(plain);
      String userInfo = uri.getRawUserInfo();
      String authority = uri.getRawAuthority();
      if (authority == null || uri.getRawPath() == null) {
        throw malformed();
      }
      String hosts = authority.substring(authority.lastIndexOf('@') + 1);
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String url = "jdbc:postgresql://" + hosts + uri.getRawPath() + query;
      return userInfo == null
          ? new PostgresAddress(url, Optional.empty(), Optional.empty())
          : login(url, userInfo);
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static PostgresAddress login(String url, String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new PostgresAddress(url, Optional.of(decode(userInfo)), Optional.empty())
        : new PostgresAddress(
            url,
            Optional.of(decode(userInfo.substring(0, colon))),
            Optional.of(decode(userInfo.substring(colon + 1))));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static RuntimeException malformed() {
    return new Problem(
            Code.BAD_CONFIG,
            "PARLEY_DB_URL is not the address of a PostgreSQL",
            "Write it as postgresql://user:password@host:5432/database.")
        .raise();
  }

  /** What the driver wants beside the url. */
  Properties login() {
    var properties = new Properties();
    user.ifPresent(value -> properties.setProperty("user", value));
    password.ifPresent(value -> properties.setProperty("password", value));
    return properties;
  }

  /** Without parameters, which may hold a password. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
