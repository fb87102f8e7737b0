package dev.parley.adapters.gitcli;

import dev.parley.git.Identity;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.Optional;

/** The one way back into the user's repository: objects, then one ref. */
final class Publication {

  private final Git clone;
  private final UserCheckout checkout;

  Publication(Git clone, UserCheckout checkout) {
    this.clone = clone;
    this.checkout = checkout;
  }

  boolean publish(String branch, String commit, Optional<String> expected) {
    if (checkout.hasCheckedOut(branch)) {
      throw new Problem(
              Code.BRANCH_CHECKED_OUT,
              "the branch "
                  + branch
                  + " is checked out in a work tree of "
                  + checkout.git().folder(),
              "Check out another branch there, then: parley resume")
          .raise();
    }
    var git = checkout.git();
    var ref = "refs/heads/" + branch;
    if (!Refs.read(git, ref).equals(expected)) {
      return false;
    }
    git.output(
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
        "--no-recurse-submodules",
        "--update-shallow",
        clone.folder().toString(),
        commit);
    return Refs.move(git.with("GIT_COMMITTER_NAME", Identity.PARLEY.name()), ref, commit, expected);
  }
}
