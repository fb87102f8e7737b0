package dev.parley.estimation;

import dev.parley.estimation.TextIndex.Neighbour;
import dev.parley.estimation.TextIndex.Words;
import java.util.List;

/** A task as the quantities are asked about it. */
final class Query {

  /** The first so many groups tell how uncertain a task is; the others only where it lies. */
  static final int GROUPS_OF_SPREAD = 3;

  static final int LEVELS = 7;
  static final int FEATURES = 6;

  private static final int NEIGHBOURS = 15;

  private final long number;
  private final List<String> keys;
  private final double[] features;
  private final Words words;
  private final List<Neighbour> neighbours;

  private Query(
      long number, List<String> keys, double[] features, Words words, List<Neighbour> neighbours) {
    this.number = number;
    this.keys = keys;
    this.features = features;
    this.words = words;
    this.neighbours = neighbours;
  }

  static Query of(TaskTraits task, Assignment by, TextIndex texts, long number) {
    var words = TextIndex.words(task);
    return new Query(
        number, keys(task, by), features(task), words, texts.nearest(words, NEIGHBOURS, number));
  }

  private static List<String> keys(TaskTraits task, Assignment by) {
    var pair = "\0" + by.agent() + "\0" + by.model();
    var type = task.type().wireName();
    return List.of(
        "agent\0" + by.agent(),
        "model\0" + by.model(),
        "pair" + pair,
        "repository\0" + by.repository(),
        "pair in repository" + pair + "\0" + by.repository(),
        "type\0" + type,
        "pair on type" + pair + "\0" + type);
  }

  private static double[] features(TaskTraits task) {
    return new double[] {
      Math.log1p(task.title().length() + task.description().length()),
      Math.log1p(task.files()),
      Math.log1p(task.filesToCreate().size()),
      Math.log1p(task.dependencies()),
      Math.log1p(task.description().length()),
      task.description().isEmpty() ? 1 : 0
    };
  }

  /** Of the next task to be learnt. */
  long number() {
    return number;
  }

  /** Of the groups it is in, wider ones first: {@link #LEVELS}. */
  List<String> keys() {
    return keys;
  }

  /** For the regression: {@link #FEATURES}; not to be changed. */
  double[] features() {
    return features;
  }

  Words words() {
    return words;
  }

  /** Most alike first. */
  List<Neighbour> neighbours() {
    return neighbours;
  }
}
