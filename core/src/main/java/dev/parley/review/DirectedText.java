package dev.parley.review;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text that speaks to whoever reviews the change, to talk them into something. */
final class DirectedText {

  private static final List<Pattern> PHRASES =
      List.of(
          phrase(
              "\\b(?:ignore|disregard|forget|override)\\b.{0,40}"
                  + "\\b(?:previous|prior|above|earlier|preceding|your|system|all)\\b.{0,30}"
                  + "\\b(?:instruction|prompt|direction|guideline)s?\\b"),
          phrase(
              "\\b(?:approve|rubber-?stamp|lgtm)\\b.{0,12}\\b(?:this|the)\\b.{0,8}"
                  + "\\b(?:change|patch|diff|pr|pull request|commit)\\b"),
          phrase(
              "\\b(?:do not|don't|never|must not)\\s+(?:report|flag|raise|list)\\b.{0,20}"
                  + "\\b(?:issue|finding|problem|vulnerabilit)"),
          phrase("\\bno (?:code )?review (?:is )?(?:needed|required|necessary)\\b"),
          phrase(
              "\\b(?:reviewer|ai|llm|model|assistant)s?\\s{0,3}[:,]\\s{0,3}(?:please )?"
                  + "(?:approve|skip|ignore|do not|don't)\\b"),
          phrase("</?\\s{0,3}data\\s{1,3}nonce"));

  private DirectedText() {}

  private static Pattern phrase(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  static Stream<Rule.Hit> hits(Analyser.Subject subject) {
    return AddedLine.of(subject.diff())
        .filter(line -> PHRASES.stream().anyMatch(phrase -> phrase.matcher(line.text()).find()))
        .map(line ->
            Rule.Hit.at(
                line, "The text speaks to the reviewer instead of to the program's readers."));
  }
}
