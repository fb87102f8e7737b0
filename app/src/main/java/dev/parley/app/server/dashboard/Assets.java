package dev.parley.app.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.app.server.access.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Style and scripts. Their addresses name their content, so that browsers keep them for good and
 * never use an old one.
 */
public final class Assets {

  private static final String ROOT = "/assets/";
  private static final String OURS = "/dev/parley/app/server/assets/";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final int HASH_DIGITS = 16;

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  private record Asset(String hash, String type, String text) {}

  /** Reads them from the class path. */
  Assets() {
    add("app.css", "text/css", OURS + "app.css");
    add("app.js", "text/javascript", OURS + "app.js");
    add("icon.svg", "image/svg+xml", OURS + "icon.svg");
    add("htmx.js", "text/javascript", HTMX);
  }

  private void add(String name, String type, String resource) {
    try (var in = Assets.class.getResourceAsStream(resource)) {
      var bytes = Objects.requireNonNull(in, resource).readAllBytes();
      assets.put(name, new Asset(hash(bytes), type + "; charset=utf-8", new String(bytes, UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name for content, to be put into addresses and {@code ETag}s. */
  static String hash(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Where pages find one of them. */
  public String url(String name) {
    return ROOT + Objects.requireNonNull(assets.get(name), name).hash() + "/" + name;
  }

  void register(RoutesConfig routes) {
    // Browsers ask for it on pages that name no icon.
    routes.get("/favicon.ico", context -> context.status(204), Role.OPEN);
    routes.get(ROOT + "{hash}/{name}", this::send, Role.READ);
  }

  private void send(Context context) {
    var asset = assets.get(context.pathParam("name"));
    if (asset == null || !asset.hash().equals(context.pathParam("hash"))) {
      context.status(404).result("no such asset; load the page anew\n");
      return;
    }
    context.header("Cache-Control", "private, max-age=31536000, immutable");
    context.contentType(asset.type()).result(asset.text());
  }
}
