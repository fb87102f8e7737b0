package dev.parley.requirements;

import static dev.parley.model.Require.require;

import java.util.List;

/**
 * Something to be built.
 *
 * @param id {@code R1}, {@code R2}, ...
 * @param cites ids of utterances that exist; never empty when drawn from a meeting
 */
public record Requirement(String id, String text, List<String> acceptance, List<String> cites) {
  public Requirement {
    require(!id.isBlank() && !text.isBlank(), "requirement without id or text");
    acceptance = List.copyOf(acceptance);
    cites = List.copyOf(cites);
  }
}
