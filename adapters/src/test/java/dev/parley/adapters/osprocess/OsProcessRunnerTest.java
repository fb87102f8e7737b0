package dev.parley.adapters.osprocess;

import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import dev.parley.testkit.contract.ProcessRunnerContract;

final class OsProcessRunnerTest extends ProcessRunnerContract {

  @Override
  protected ProcessRunner processes() {
    return new OsProcessRunner();
  }

  @Override
  protected Confinement confinement() {
    return Confinement.NONE;
  }
}
