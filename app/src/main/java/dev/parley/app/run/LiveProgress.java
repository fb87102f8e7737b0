package dev.parley.app.run;

import dev.parley.app.terminal.Surroundings;
import dev.parley.event.Event;
import dev.parley.orchestrator.RunState;
import java.util.List;

/** Progress on a terminal: the same lines, drawn again in place as time passes. */
final class LiveProgress implements RunListener {

  private static final int DEFAULT_COLUMNS = 100;
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final Progress progress = new Progress();
  private final Surroundings surroundings;
  private List<String> drawn = List.of();

  LiveProgress(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void past(Event event) {
    progress.add(event);
  }

  @Override
  public void heard(Event event) {
    progress.add(event);
  }

  @Override
  public void tick(RunState state) {
    var lines =
        progress.lines(state, surroundings.clock().instant()).stream().map(this::cut).toList();
    if (lines.equals(drawn)) {
      return;
    }
    var text = new StringBuilder();
    if (!drawn.isEmpty()) {
      text.append("\u001b[%dA\u001b[J".formatted(drawn.size()));
    }
    // A line that wrapped would be two to go up over.
    text.append(NO_WRAP);
    lines.forEach(line -> text.append(line).append('\n'));
    text.append(WRAP);
    surroundings.err().print(text);
    surroundings.err().flush();
    drawn = lines;
  }

  private String cut(String line) {
    int columns = columns();
    return line.length() <= columns ? line : line.substring(0, columns);
  }

  private int columns() {
    var columns = surroundings.environment().getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
  }
}
