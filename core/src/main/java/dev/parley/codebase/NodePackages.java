package dev.parley.codebase;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.MalformedAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code package.json}: its scripts {@code build}, {@code test} and {@code lint}, by the package
 * manager whose lock file is there.
 */
final class NodePackages implements BuildSystem {

  private static final String FILE = "package.json";
  private static final String PNPM_WORKSPACE = "pnpm-workspace.yaml";
  private static final List<String> SCRIPTS = List.of("build", "test", "lint");
  private static final List<String> DEPENDENCIES =
      List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");

  /** What {@code npm init} writes; it always fails. */
  private static final String NO_TEST = "no test specified";

  private final JsonCodec json;

  NodePackages(JsonCodec json) {
    this.json = json;
  }

  @Override
  public boolean marks(String name) {
    return name.equals(FILE);
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    return folder.text(FILE).map(text -> detect(folder, text));
  }

  private Build detect(Folder folder, String text) {
    Map<String, ?> manifest;
    try {
      manifest = json.parse(text).fields();
    } catch (MalformedAnswerException malformed) {
      var note = "%s was not read: %s".formatted(folder.pathOf(FILE), malformed.getMessage());
      return new Build(List.of(), List.of(), List.of(note), false);
    }
    var manager = manager(folder, manifest);
    var checks = checks(folder, manager, manifest);
    boolean isTested = checks.stream().anyMatch(check -> check.name().equals("test"));
    return new Build(setup(folder, manager, manifest), checks, List.of(), isTested);
  }

  private List<RepositoryCommand> setup(
      Folder folder, NodeManager manager, Map<String, ?> manifest) {
    boolean hasDependencies =
        DEPENDENCIES.stream().anyMatch(kind -> !objectAt(manifest, kind).isEmpty());
    boolean needed = hasDependencies || isWorkspace(folder, manifest);
    if (!needed || folder.above().stream().anyMatch(this::isWorkspace)) {
      return List.of();
    }
    return List.of(folder.command("install", FILE, manager.install(folder)));
  }

  private static List<RepositoryCommand> checks(
      Folder folder, NodeManager manager, Map<String, ?> manifest) {
    var scripts = objectAt(manifest, "scripts");
    var checks = new ArrayList<RepositoryCommand>();
    for (var name : SCRIPTS) {
      if (scripts.get(name) instanceof String script
          && !script.isBlank()
          && !script.contains(NO_TEST)) {
        checks.add(folder.command(name, FILE, manager.program(), "run", name));
      }
    }
    return checks;
  }

  /** A lock file says which manager is used; it may stand at the top of the workspace. */
  private static NodeManager manager(Folder folder, Map<String, ?> manifest) {
    var places = new ArrayList<Folder>();
    places.add(folder);
    places.addAll(folder.above());
    for (var place : places) {
      var manager = NodeManager.byLockFile(place);
      if (manager.isPresent()) {
        return manager.get();
      }
    }
    var named = manifest.get("packageManager") instanceof String name ? name : "";
    return NodeManager.named(named).orElse(NodeManager.NPM);
  }

  /** Whether the folder installs for all packages below it. */
  private boolean isWorkspace(Folder folder) {
    if (folder.has(PNPM_WORKSPACE)) {
      return true;
    }
    try {
      var text = folder.text(FILE);
      return text.isPresent() && isWorkspace(folder, json.parse(text.get()).fields());
    } catch (MalformedAnswerException malformed) {
      return false;
    }
  }

  private static boolean isWorkspace(Folder folder, Map<String, ?> manifest) {
    return folder.has(PNPM_WORKSPACE) || manifest.get("workspaces") != null;
  }

  private static Map<?, ?> objectAt(Map<String, ?> manifest, String name) {
    return manifest.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }
}
