package dev.parley.testkit;

import dev.parley.scheduling.Machine;

/** Machines that are not there. */
public final class Machines {

  private static final long GIB = 1L << 30;

  /** Has room for anything. */
  public static final Machine ROOMY =
      new Machine(64, 0, 1_024 * GIB, 1_024 * GIB, 0, 0, 0, 0, 1_024 * GIB);

  private Machines() {}
}
