package dev.parley.testkit;

import dev.parley.event.EventLog;
import dev.parley.orchestrator.Engine;
import dev.parley.testkit.contract.EngineContract;
import java.time.Instant;

class InMemoryEngineTest extends EngineContract {

  private final InMemoryEventLog log = new InMemoryEventLog(new ManualClock(Instant.EPOCH));
  private final InMemoryEngine engine = new InMemoryEngine();

  @Override
  protected EventLog log() {
    return log;
  }

  @Override
  protected Engine engine() {
    return engine;
  }

  @Override
  protected void drive() {
    for (int jobs = 0; jobs < 100 && engine.runNext(); jobs++) {
      // One job after the other, until none is left or one fails for ever.
    }
  }
}
