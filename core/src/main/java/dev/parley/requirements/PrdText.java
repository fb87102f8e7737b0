package dev.parley.requirements;

import java.util.List;

/** A requirements document in words, for prompts. It is foreign text: wrap it as data. */
public final class PrdText {

  private PrdText() {}

  /** Title, requirements with acceptance criteria and citations, open questions. */
  public static String of(Prd prd) {
    var text = new StringBuilder("Title: ").append(prd.title()).append('\n');
    for (var requirement : prd.requirements()) {
      text.append('\n').append(requirement.id()).append(": ").append(requirement.text());
      requirement.acceptance().forEach(a -> text.append("\n  acceptance: ").append(a));
      text.append(cites(requirement.cites())).append('\n');
    }
    for (var question : prd.openQuestions()) {
      text.append("\nOpen question: ").append(question.text());
      text.append(cites(question.cites())).append('\n');
    }
    return text.toString();
  }

  private static String cites(List<String> cites) {
    return cites.isEmpty() ? "" : "\n  cites: " + String.join(", ", cites);
  }
}
