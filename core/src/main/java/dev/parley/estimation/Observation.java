package dev.parley.estimation;

import java.util.List;

/**
 * One finished task as one quantity sees it; all amounts in log units.
 *
 * @param amount the value, not in log units
 * @param groups it is in, as {@link Query} orders them
 * @param beforeNeighbours what was left unexplained before its neighbours were asked, when it was
 *     new
 * @param error how far the prediction was off when it was new
 */
record Observation(
    long number,
    double value,
    double amount,
    List<Group> groups,
    double beforeNeighbours,
    double error) {}
