package dev.parley.estimation;

/**
 * How much a task seems to ask for, from 0 to {@value #MOST}: two points for each file to be
 * created, one for each to be changed and for each task before it, and one for each 400 characters
 * of its description. For people and for comparison; the estimator weighs its parts by itself.
 */
public record Complexity(double points) {

  public static final double MOST = 10;

  private static final double CHARACTERS_A_POINT = 400;

  public static Complexity of(TaskTraits task) {
    double points =
        2.0 * task.filesToCreate().size()
            + task.filesToModify().size()
            + task.dependencies()
            + task.description().length() / CHARACTERS_A_POINT;
    return new Complexity(Math.min(MOST, Math.rint(points * 10) / 10));
  }
}
