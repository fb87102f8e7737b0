package dev.parley.git;

import java.time.Instant;
import java.util.List;

/** A commit to be made by plumbing; the same draft always gives the same commit id. */
public record CommitDraft(
    String tree,
    List<String> parents,
    Identity author,
    Identity committer,
    Instant time,
    String message) {

  public CommitDraft {
    parents = List.copyOf(parents);
  }
}
