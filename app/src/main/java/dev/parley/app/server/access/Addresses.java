package dev.parley.app.server.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names a server answers to. A request that names another one comes from a page that had its
 * own name point here, and is refused.
 *
 * @param hosts as in the header {@code Host}
 * @param origins as in the header {@code Origin}
 * @param secure whether browsers come by TLS
 */
public record Addresses(Set<String> hosts, Set<String> origins, boolean secure) {

  public Addresses {
    hosts = Set.copyOf(hosts);
    origins = Set.copyOf(origins);
  }

  /**
   * Those of a server.
   *
   * @param host it is bound to
   * @param publicUrl how it is reached through a proxy
   */
  public static Addresses of(String host, int port, Optional<URI> publicUrl) {
    var hosts = new LinkedHashSet<String>();
    var origins = new LinkedHashSet<String>();
    for (var name : new String[] {"127.0.0.1", "localhost", "[::1]", bracketed(host)}) {
      var authority = name.toLowerCase(Locale.ROOT) + ":" + port;
      hosts.add(authority);
      origins.add("http://" + authority);
    }
    publicUrl.ifPresent(url -> {
      var authority = url.getAuthority().toLowerCase(Locale.ROOT);
      hosts.add(authority);
      origins.add(url.getScheme() + "://" + authority);
    });
    boolean secure = publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    return new Addresses(hosts, origins, secure);
  }

  /** Whether only this machine can reach it. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** As a URL writes it. */
  public static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
