package dev.parley.app.server;

import dev.parley.app.config.Configuration.Server;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import dev.parley.app.run.Interrupts;
import dev.parley.app.run.Logging;
import dev.parley.app.server.access.Addresses;
import dev.parley.app.server.access.BrowserSessions;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.access.Tokens;
import dev.parley.app.server.office.Office;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code parley serve}, from settings to the end of the process. */
public final class ServeJob {

  private final Surroundings surroundings;

  public ServeJob(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Serves until the process is asked to end.
   *
   * @param flags settings of the command line
   * @return the exit code
   * @throws dev.parley.model.ProblemException BAD_CONFIG, BAD_USAGE, STORE_UNUSABLE
   */
  public int serve(Flags flags) {
    var settings = settings(flags);
    var places = Places.of(surroundings.environment());
    var running = ServerFile.entryOfRunning(places, port(settings, flags));
    if (running.isPresent()) {
      surroundings.err().println("a server runs already; open this address, it works once:");
      surroundings.out().println(running.get());
      return 0;
    }
    var own = BrowserSessions.newToken();
    var binding = binding(settings, own);
    Logging.begin(places);
    try (var _ = Interrupts.ofThisThread();
        var office = new Office(surroundings);
        var server = new WebServer(binding, office, surroundings.clock());
        var _ = ServerFile.write(places, server.url(), own)) {
      announce(server, binding);
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      surroundings.err().println("parley: the server has ended");
      surroundings.err().flush();
    }
    return 0;
  }

  /** The port that was asked for in particular. */
  private static Optional<Integer> port(Server settings, Flags flags) {
    return flags.settings().containsKey("server.port")
        ? Optional.of(settings.port())
        : Optional.empty();
  }

  private void announce(WebServer server, WebServer.Binding binding) {
    surroundings.err().println("parley serves at " + server.url());
    if (Addresses.isLoopback(binding.host())) {
      surroundings.err().println("open this address in a browser; it works once:");
      surroundings.out().println(server.entry());
    }
    surroundings.err().flush();
    surroundings.out().flush();
  }

  private Server settings(Flags flags) {
    var environment = surroundings.environment();
    return ConfigurationFiles.load(
            Places.of(environment), Optional.empty(), List.of(), environment, flags)
        .configuration()
        .server();
  }

  /**
   * Where to listen and who may come.
   *
   * @param own the token of this user's other processes
   */
  private WebServer.Binding binding(Server settings, String own) {
    var tokens = tokens(settings);
    if (!Addresses.isLoopback(settings.host()) && tokens.isEmpty()) {
      throw wrong(
          settings.host() + " is reached from other machines, and there is no token",
          "Set one in config.toml: [server.tokens.me] env = \"PARLEY_TOKEN\", role = \"admin\"");
    }
    tokens.add(new Tokens.Token(surroundings.user(), Role.ADMIN, own));
    return new WebServer.Binding(
        settings.host(),
        settings.port(),
        settings.publicUrl().map(URI::create),
        Tokens.of(tokens),
        surroundings.user());
  }

  private List<Tokens.Token> tokens(Server settings) {
    var tokens = new ArrayList<Tokens.Token>();
    settings
        .tokens()
        .forEach((name, token) -> {
          var variable =
              token
                  .variable()
                  .orElseThrow(() ->
                      wrong(
                          "server.tokens." + name + " names no variable",
                          "Add env = \"NAME_OF_A_VARIABLE\" that holds the token."));
          var secret = surroundings.environment().getOrDefault(variable, "").strip();
          if (secret.length() < Tokens.SECRET_MIN) {
            throw wrong(
                "the token of " + name + " in " + variable + " is missing or too short",
                "Set it to at least 20 characters, such as: openssl rand -hex 32");
          }
          tokens.add(
              new Tokens.Token(name, Role.valueOf(token.role().toUpperCase(Locale.ROOT)), secret));
        });
    return tokens;
  }

  private static dev.parley.model.ProblemException wrong(String what, String remedy) {
    return new dev.parley.model.ProblemException(new Problem(Code.BAD_CONFIG, what, remedy));
  }
}
