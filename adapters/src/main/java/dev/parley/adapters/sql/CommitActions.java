package dev.parley.adapters.sql;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do once a transaction is kept. One that fails is logged: the commit stands. */
final class CommitActions {

  private static final Logger log = LoggerFactory.getLogger(CommitActions.class);

  private final List<Runnable> actions = new ArrayList<>();

  void add(Runnable action) {
    actions.add(action);
  }

  void run() {
    for (Runnable action : actions) {
      try {
        action.run();
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("action after commit failed");
      }
    }
  }
}
