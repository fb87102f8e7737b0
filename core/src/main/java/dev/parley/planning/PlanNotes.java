package dev.parley.planning;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.codebase.CodebaseProfiler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** What a reader of a plan should know that makes it no worse a plan. Pure. */
public final class PlanNotes {

  /** One more note says how many there were beyond. */
  private static final int MAX_NOTES = 100;

  private PlanNotes() {}

  /**
   * Files that are to be modified but are neither there nor created by a task before, files to be
   * created that are there, and files two independent tasks create.
   */
  public static List<String> of(TaskGraph graph, CodebaseProfile profile) {
    if (profile.files().size() >= CodebaseProfiler.MAX_FILES) {
      return List.of("the repository has too many files to hold the plan's against them");
    }
    var notes = new ArrayList<String>();
    var there = new HashSet<>(profile.files());
    var creators = new HashMap<String, String>();
    for (var task : graph.tasks()) {
      for (var file : task.filesToCreate()) {
        var before = creators.putIfAbsent(file, task.id().value());
        if (before != null) {
          notes.add("%s and %s both create %s".formatted(before, task.id(), file));
        } else if (there.contains(file)) {
          notes.add("%s creates %s, which exists already".formatted(task.id(), file));
        }
      }
    }
    for (var task : graph.tasks()) {
      for (var file : task.filesToModify()) {
        if (!there.contains(file) && !creators.containsKey(file)) {
          notes.add("%s modifies %s, which does not exist".formatted(task.id(), file));
        }
      }
    }
    return bounded(notes);
  }

  private static List<String> bounded(List<String> notes) {
    if (notes.size() <= MAX_NOTES) {
      return notes;
    }
    var bounded = new ArrayList<>(notes.subList(0, MAX_NOTES));
    bounded.add("%d more notes".formatted(notes.size() - MAX_NOTES));
    return bounded;
  }
}
