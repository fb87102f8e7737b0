package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.server.access.Role;
import io.javalin.http.HandlerType;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route there is, asked by those who may not. */
class RolesTest {

  private static final Set<String> OPEN = Set.of("/healthz", "/favicon.ico", "/enter", "/login");

  /** Its tools ask the API in the name of whoever asks, and are refused there. */
  private static final Set<String> LOOKS_BY_POST = Set.of("/mcp", "/logout");

  @TempDir Path folder;
  private ServerFixture server;

  @BeforeEach
  void serve() {
    server = ServerFixture.in(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private List<WebServer.Access> changing() {
    return server.table().stream()
        .filter(route -> !route.method().equals(HandlerType.GET))
        .filter(route -> !OPEN.contains(route.path()))
        .toList();
  }

  private int status(WebServer.Access route, String header, String value) {
    var path = route.path().replaceAll("\\{\\w+}", "x");
    var body = BodyPublishers.ofString("{}");
    return server
        .send(server.to(path).header(header, value).method(route.method().name(), body))
        .statusCode();
  }

  @Test
  void nothingIsOpenButWhatLetsSomebodyIn() {
    assertThat(server.table())
        .allSatisfy(route ->
            assertThat(route.role() == Role.OPEN)
                .as(route.toString())
                .isEqualTo(OPEN.contains(route.path())));
  }

  @Test
  void whoHasNoNameIsRefusedByEveryRoute() {
    assertThat(server.table()).hasSizeGreaterThan(40);
    assertThat(server.table())
        .filteredOn(route -> !OPEN.contains(route.path()))
        .allSatisfy(route ->
            assertThat(status(route, "Accept", "*/*")).as(route.toString()).isEqualTo(401));
  }

  @Test
  void aReaderIsRefusedByEveryRouteThatChangesSomething() {
    assertThat(changing()).hasSizeGreaterThan(20);
    assertThat(changing())
        .filteredOn(route -> !LOOKS_BY_POST.contains(route.path()))
        .allSatisfy(route ->
            assertThat(status(route, "Authorization", "Bearer " + ServerFixture.READER))
                .as(route.toString())
                .isEqualTo(403));
  }

  @Test
  void aCookieAloneIsRefusedByEveryRouteThatChangesSomething() {
    var cookie = server.cookie();
    assertThat(changing())
        .allSatisfy(route ->
            assertThat(status(route, "Cookie", cookie)).as(route.toString()).isEqualTo(403));
  }

  @Test
  void anOperatorIsRefusedByWhatIsForAdmins() {
    assertThat(changing())
        .filteredOn(route -> route.role() == Role.ADMIN)
        .isNotEmpty()
        .allSatisfy(route ->
            assertThat(status(route, "Authorization", "Bearer " + ServerFixture.OPERATOR))
                .as(route.toString())
                .isEqualTo(403));
  }

  @Test
  void whetherItLivesIsToldToThoseWhoOnlyWantTheHead() {
    var head = server.to("/healthz").method("HEAD", BodyPublishers.noBody());

    assertThat(server.send(head).statusCode()).isEqualTo(200);
  }
}
