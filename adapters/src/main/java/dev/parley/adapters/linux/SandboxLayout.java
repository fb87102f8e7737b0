package dev.parley.adapters.linux;

import dev.parley.process.Confinement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a confined command sees: the machine read-only, fresh {@code /proc}, {@code /dev} and
 * temporary folders, homes empty but for tools and caches, no sockets of daemons, no trace of
 * Parley's own folder but what its confinement names.
 *
 * @param home the user's home
 * @param parleyHome where Parley keeps its store, clones and worktrees
 * @param path on which bubblewrap is found
 */
public record SandboxLayout(Path home, Path parleyHome, String path) {

  static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  /**
   * Temporary folders; all homes; sockets of daemons (docker, dbus, agents of keys), through which
   * a command could reach out of a read-only file system; what only root could read.
   */
  private static final List<String> HIDDEN =
      List.of(
          "/tmp",
          "/var/tmp",
          "/run",
          "/home",
          "/root",
          "/etc/shadow",
          "/etc/gshadow",
          "/etc/ssh",
          "/var/lib/docker",
          "/var/lib/postgresql");

  /** Shown again although hidden above: without, no name is resolved, and NixOS has no programs. */
  private static final List<String> NEEDED =
      List.of("/etc/resolv.conf", "/run/current-system", "/home/linuxbrew/.linuxbrew");

  private static final List<String> NAMESPACES =
      List.of(
          "bwrap",
          "--unshare-pid",
          "--unshare-ipc",
          "--unshare-uts",
          "--die-with-parent",
          "--new-session",
          "--cap-drop",
          "ALL");

  /** Root would keep every capability, and with them remount the machine writable. */
  private static final List<String> ROOT_KEEPS =
      List.of("CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID");

  /** With the PATH of an environment. */
  public static SandboxLayout of(Path home, Path parleyHome, Map<String, String> environment) {
    return new SandboxLayout(
        home.toAbsolutePath().normalize(),
        parleyHome.toAbsolutePath().normalize(),
        environment.getOrDefault("PATH", DEFAULT_PATH));
  }

  Map<String, String> toolPath() {
    return Map.of("PATH", path);
  }

  /** Arguments after which the command's own follow. */
  List<String> bubblewrap(Map<String, String> environment, Path folder, Confinement confinement) {
    var argv = new ArrayList<>(NAMESPACES);
    if (isRoot()) {
      ROOT_KEEPS.forEach(capability -> argv.addAll(List.of("--cap-add", capability)));
    }
    if (!confinement.network()) {
      argv.add("--unshare-net");
    }
    argv.addAll(List.of("--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev"));
    mounts(environment, confinement)
        .sorted(Mount.ORDER)
        .map(Mount::arguments)
        .forEach(argv::addAll);
    argv.addAll(List.of("--unsetenv", "TMPDIR", "--chdir", real(folder).toString(), "--"));
    return argv;
  }

  private Stream<Mount> mounts(Map<String, String> environment, Confinement confinement) {
    var folders = new HomeFolders(home);
    var hidden =
        Stream.concat(HIDDEN.stream().map(Path::of), Stream.of(home, parleyHome))
            .map(SandboxLayout::real)
            .filter(Files::isReadable)
            .filter(place -> place.getNameCount() > 0)
            .distinct()
            .toList();
    var shown = Stream.concat(NEEDED.stream().map(Path::of), folders.tools(environment).stream());
    return Stream.of(
            hidden.stream().map(place -> new Mount(Mount.Kind.HIDDEN, place, place)),
            existing(folders.secrets().stream())
                .map(place -> new Mount(Mount.Kind.HIDDEN, real(place), real(place))),
            existing(shown.filter(place -> isBelow(place, hidden)))
                .flatMap(place -> shown(Mount.Kind.READABLE, place, hidden)),
            existing(confinement.readable().stream())
                .flatMap(place -> shown(Mount.Kind.READABLE, place, hidden)),
            existing(confinement.writable().stream())
                .flatMap(place -> shown(Mount.Kind.WRITABLE, place, hidden)))
        .flatMap(mounts -> mounts)
        .distinct();
  }

  /** Tools that no hidden folder covers are visible anyway; and nothing may uncover a whole one. */
  private static boolean isBelow(Path place, Collection<Path> hidden) {
    var real = real(place);
    return hidden.stream().anyMatch(folder -> real.startsWith(folder) && !real.equals(folder))
        && hidden.stream().noneMatch(folder -> folder.startsWith(real));
  }

  /** Under its real name; a link that is itself hidden under its own name, too. */
  private static Stream<Mount> shown(Mount.Kind kind, Path place, Collection<Path> hidden) {
    var real = new Mount(kind, real(place), real(place));
    boolean linkIsHidden = hidden.stream().anyMatch(place::startsWith);
    return Stream.of(real, linkIsHidden ? new Mount(kind, real(place), place) : real);
  }

  private static Stream<Path> existing(Stream<Path> places) {
    return places.map(place -> place.toAbsolutePath().normalize()).filter(Files::exists);
  }

  private static Path real(Path place) {
    try {
      return place.toRealPath();
    } catch (IOException _) {
      return place.toAbsolutePath().normalize();
    }
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS)
          .equals(0);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
