package dev.parley.process;

import java.nio.file.Path;
import java.util.List;

/**
 * What a command may reach. {@link #NONE} is for Parley's own git; whatever an agent or a
 * repository names runs confined.
 *
 * @param confined false: an ordinary child with only the given environment
 * @param writable folders it may write; all else is read-only or hidden
 * @param readable folders that stay visible although their parent is hidden
 * @param network whether it may open connections
 */
public record Confinement(
    boolean confined, List<Path> writable, List<Path> readable, boolean network) {

  public static final Confinement NONE = new Confinement(false, List.of(), List.of(), true);

  public Confinement {
    writable = List.copyOf(writable);
    readable = List.copyOf(readable);
  }
}
