package dev.parley.app.cli;

import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.server.ServeJob;
import dev.parley.app.terminal.Surroundings;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley serve}: dashboard, API and MCP. */
@Command(
    name = "serve",
    description = {
      "Serve the dashboard, the API and MCP, and carry out what is begun there.",
      "Prints an address that lets one browser in, once."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ended as asked", "2:wrong usage or settings, or the port is taken"})
final class ServeCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "Where to listen; another than this machine's needs a token. Default: 127.0.0.1.")
  @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port; 0 takes a free one. Default: 7777.")
  @Nullable String port;

  private final Surroundings surroundings;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var settings = new LinkedHashMap<String, String>();
    var names = new LinkedHashMap<String, String>();
    if (host != null) {
      settings.put("server.host", host);
      names.put("server.host", "--host");
    }
    if (port != null) {
      settings.put("server.port", port);
      names.put("server.port", "--port");
    }
    return new ServeJob(surroundings).serve(new Flags(settings, names, Optional.empty()));
  }
}
