package dev.parley.requirements;

import java.util.List;

/** Something the meeting left undecided; nothing is built on it. */
public record OpenQuestion(String text, List<String> cites) {
  public OpenQuestion {
    cites = List.copyOf(cites);
  }
}
