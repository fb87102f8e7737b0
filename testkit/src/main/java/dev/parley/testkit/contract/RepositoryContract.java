package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.git.CommitDraft;
import dev.parley.git.Identity;
import dev.parley.git.MergeResult;
import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.testkit.GitFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Repository} promises, against a real repository of a user. */
public abstract class RepositoryContract {

  private static final Identity ADA = new Identity("Ada", "ada@example.org");
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ODD = "odd \"näme\"\tä.txt";

  @TempDir protected Path folder;

  protected GitFixture user;

  /** Opens the user's repository as it is now. */
  protected abstract Repository open(GitFixture user);

  @BeforeEach
  void makeRepository() {
    user = GitFixture.withOneCommit(folder.resolve("user"));
  }

  @Test
  void namesCommitsByBranchTagIdAndHead() {
    var first = user.head();
    user.git("tag", "v1");
    user.git("tag", "-a", "v1-annotated", "-m", "x");
    var second = user.branch("side").write("a", "1").commit("second");
    var repository = open(user);

    assertThat(repository.commit("main")).contains(first);
    assertThat(repository.commit("v1")).contains(first);
    assertThat(repository.commit("v1-annotated")).contains(first);
    assertThat(repository.commit(first)).contains(first);
    assertThat(repository.commit("HEAD")).contains(second);
    assertThat(repository.commit("HEAD~1")).contains(first);
    assertThat(repository.commit("refs/heads/side")).contains(second);
    assertThat(repository.commit("nowhere")).isEmpty();
    assertThat(repository.commit("--all")).isEmpty();
    assertThat(repository.commit("0".repeat(40))).isEmpty();
  }

  @Test
  void findsTheFirstParentOfACommitThatOnlyTheCloneHas() {
    var repository = open(user);
    var parent = user.head();
    var author = new Identity("Ada", "ada@example.com");
    var draft =
        new CommitDraft(
            repository.tree(parent), List.of(parent), author, author, Instant.EPOCH, "own\n");
    var own = repository.commit(draft);

    assertThat(repository.commit(own + "^")).contains(parent);
    assertThat(repository.commit(parent + "^")).isEmpty();
  }

  @Test
  void findsACommitMadeAfterOpening() {
    var repository = open(user);
    var later = user.write("a", "1").commit("later");

    assertThat(repository.commit("main")).contains(later);
    assertThat(repository.files(later)).hasSize(2);
  }

  @Test
  void listsFilesWithModesAndSizes() {
    user.write("src/deep/A.java", "class A {}\n").write("run.sh", "#!/bin/sh\n").write(ODD, "é");
    user.git("add", "--all");
    user.git("update-index", "--chmod=+x", "run.sh");
    user.git("commit", "--quiet", "-m", "more");

    assertThat(open(user).files(user.head()))
        .extracting(TreeEntry::mode, TreeEntry::path, TreeEntry::sizeBytes)
        .containsExactlyInAnyOrder(
            tuple("100644", "README.md", 9L),
            tuple("100755", "run.sh", 10L),
            tuple("100644", "src/deep/A.java", 11L),
            tuple("100644", ODD, 2L));
  }

  @Test
  void readsBytesUpToALimit() {
    var bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    var commit = user.write("binary", bytes).write(ODD, "odd").write("empty", "").commit("bytes");
    var repository = open(user);

    assertThat(repository.read(commit, "binary", 2000)).contains(bytes);
    assertThat(repository.read(commit, "binary", 10).orElseThrow())
        .isEqualTo(Arrays.copyOf(bytes, 10));
    assertThat(repository.read(commit, "empty", 10)).contains(new byte[0]);
    assertThat(repository.read(commit, ODD, 10).orElseThrow()).asString().isEqualTo("odd");
    assertThat(repository.read(commit, "missing", 10)).isEmpty();
    assertThat(repository.read(commit, "a blob 12", 10)).isEmpty();
  }

  @Test
  void readsManyFilesAtOnceAsItReadsEach() {
    var bytes = new byte[300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    var commit =
        user.write("binary", bytes)
            .write(ODD, "odd")
            .write("empty", "")
            .write("same", "odd")
            .commit("bytes");
    var repository = open(user);
    var entries = repository.files(commit);

    var all = repository.readAll(commit, entries, 10);

    assertThat(all).hasSameSizeAs(entries);
    for (var entry : entries) {
      assertThat(all.get(entry.path()))
          .as(entry.path())
          .isEqualTo(repository.read(commit, entry.path(), 10).orElseThrow());
    }
  }

  @Test
  void readsNoFolder() {
    var commit = user.write("src/A", "a").commit("folder");

    assertThat(open(user).read(commit, "src", 10)).isEmpty();
  }

  @Test
  void showsAChangeWithContextRenamesAndFullIds() {
    var text = "line\n".repeat(3) + "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n";
    var before = user.write("old.txt", text).write("b.bin", "a\0b").write(ODD, "x\n").commit("1");
    user.delete("old.txt").write("new.txt", text.replace("7\n", "seven\n"));
    var after = user.write("b.bin", "a\0c").write(ODD, "y\n").commit("2");

    var diff = open(user).diff(before, after);

    assertThat(diff).contains("rename from old.txt\nrename to new.txt\n");
    assertThat(diff).contains("-7\n+seven\n").contains("\n line\n").contains("\n 14\n");
    assertThat(diff).containsPattern("index [0-9a-f]{40}\\.\\.[0-9a-f]{40}");
    assertThat(diff).contains("Binary files a/b.bin and b/b.bin differ");
    assertThat(diff).contains("\"a/odd \\\"näme\\\"\\tä.txt\"");
  }

  @Test
  void identifiesAChangeWhereverItStands() {
    var lines = "a\nb\nc\nd\ne\n";
    var base = user.write("f", lines + "3\n" + lines).commit("base");
    var changed = user.write("f", lines + "three\n" + lines).commit("change");
    var moved = user.write("f", "0\n".repeat(50) + lines + "3\n" + lines).commit("moved");
    var same = user.write("f", "0\n".repeat(50) + lines + "three\n" + lines).commit("same");
    var other = user.write("f", "0\n".repeat(50) + lines + "THREE\n" + lines).commit("other");
    var repository = open(user);

    var id = repository.patchId(base, changed);

    assertThat(id).isNotEmpty();
    assertThat(repository.patchId(moved, same)).isEqualTo(id);
    assertThat(repository.patchId(moved, other)).isNotEqualTo(id);
    assertThat(repository.patchId(base, base)).isNotEqualTo(id);
  }

  @Test
  void identifiesChangesThatHaveNoLines() {
    var base = user.write("b.bin", "a\0b").write("run", "x\n").commit("base");
    var one = user.write("b.bin", "a\0c").commit("one");
    var two = user.write("b.bin", "a\0d").commit("two");
    user.git("update-index", "--chmod=+x", "run");
    user.git("commit", "--quiet", "-m", "mode");
    var mode = user.head();
    var repository = open(user);

    assertThat(repository.patchId(base, one)).isNotEqualTo(repository.patchId(base, two));
    assertThat(repository.patchId(two, mode)).isNotEqualTo(repository.patchId(base, base));
  }

  @Test
  void tellsBytesApartThatAreNoText() {
    var base = user.write("latin", new byte[] {'a', '\n'}).commit("base");
    var one = user.write("latin", new byte[] {'a', (byte) 0xE9, '\n'}).commit("one");
    var two = user.write("latin", new byte[] {'a', (byte) 0xE8, '\n'}).commit("two");
    var repository = open(user);

    assertThat(repository.patchId(base, one)).isNotEqualTo(repository.patchId(base, two));
  }

  @Test
  void mergesWhatDoesNotOverlap() {
    var base = user.head();
    var ours = user.branch("ours").write("a", "a\n").commit("ours");
    user.checkout(base);
    var theirs = user.branch("theirs").write("b", "b\n").commit("theirs");
    var repository = open(user);

    assertThat(repository.merge(ours, theirs))
        .isInstanceOfSatisfying(
            MergeResult.Clean.class,
            clean ->
                assertThat(repository.files(clean.tree()))
                    .extracting(TreeEntry::path)
                    .containsExactlyInAnyOrder("README.md", "a", "b"));
  }

  @Test
  void namesThePathsOfAConflict() {
    var base = user.write(ODD, "base\n").commit("base");
    var ours = user.branch("ours").write(ODD, "ours\n").write("x", "1\n").commit("ours");
    user.checkout(base);
    var theirs = user.branch("theirs").write(ODD, "theirs\n").write("x", "2\n").commit("theirs");

    assertThat(open(user).merge(ours, theirs))
        .isEqualTo(new MergeResult.Conflicting(List.of(ODD, "x")));
  }

  @Test
  void refusesToMergeWhatIsNotThere() {
    var repository = open(user);

    assertThatThrownBy(() -> repository.merge(user.head(), "0".repeat(40)))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(Code.GIT_FAILED));
  }

  @Test
  void makesTheSameCommitOfTheSameDraft() {
    var repository = open(user);
    var message = "feat: say ünïcode\n\nBody with 100% and \"quotes\".\n\nParley-Run: r1\n";
    var draft =
        new CommitDraft(
            repository.tree(user.head()),
            List.of(user.head()),
            ADA,
            Identity.PARLEY,
            TIME,
            message);

    var commit = repository.commit(draft);

    assertThat(repository.commit(draft)).isEqualTo(commit);
    assertThat(repository.message(commit)).isEqualTo(message);
    assertThat(repository.fastForwards(Optional.of(user.head()), commit)).isTrue();
    assertThat(repository.fastForwards(Optional.of(commit), user.head())).isFalse();
    assertThat(repository.fastForwards(Optional.empty(), commit)).isTrue();
  }

  @Test
  void movesARefOnlyFromWhereItWasExpected() {
    var repository = open(user);
    var first = user.head();
    var second = child(repository, first, "second");
    var ref = "refs/parley/r1/T1/1";

    assertThat(repository.ref(ref)).isEmpty();
    assertThat(repository.moveRef(ref, first, Optional.of(second))).isFalse();
    assertThat(repository.moveRef(ref, first, Optional.empty())).isTrue();
    assertThat(repository.moveRef(ref, second, Optional.empty())).isFalse();
    assertThat(repository.ref(ref)).contains(first);
    assertThat(repository.moveRef(ref, second, Optional.of(first))).isTrue();
    assertThat(repository.ref(ref)).contains(second);
    assertThat(repository.commit(ref)).contains(second);
  }

  @Test
  void publishesByCompareAndSwapAndTouchesNothingElse() {
    user.write("staged", "s").git("add", "staged");
    user.write("untracked", "u");
    user.git("stash", "push", "--quiet", "--", "staged");
    var repository = open(user);
    var first = child(repository, user.head(), "first");
    var second = child(repository, first, "second");
    var before = user.state();

    assertThat(repository.published("parley/r1")).isEmpty();
    assertThat(repository.publish("parley/r1", first, Optional.of(user.head()))).isFalse();
    assertThat(repository.publish("parley/r1", first, Optional.empty())).isTrue();
    assertThat(repository.publish("parley/r1", second, Optional.empty())).isFalse();
    assertThat(repository.publish("parley/r1", second, Optional.of(first))).isTrue();

    assertThat(repository.published("parley/r1")).contains(second);
    assertThat(user.state()).isEqualTo(before);
    assertThat(user.git("log", "--format=%s", "parley/r1")).isEqualTo("second\nfirst\nStart");
    assertThat(user.git("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void leavesABranchThatSomebodyIsOn() {
    var repository = open(user);
    var commit = child(repository, user.head(), "first");
    assertThat(repository.publish("parley/r1", commit, Optional.empty())).isTrue();
    user.git("worktree", "add", "--quiet", folder.resolve("linked").toString(), "parley/r1");
    var next = child(repository, commit, "next");

    assertThatThrownBy(() -> repository.publish("parley/r1", next, Optional.of(commit)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(Code.BRANCH_CHECKED_OUT));
    assertThat(repository.published("parley/r1")).contains(commit);
  }

  protected static String child(Repository repository, String parent, String message) {
    var tree = repository.tree(parent);
    return repository.commit(
        new CommitDraft(tree, List.of(parent), ADA, Identity.PARLEY, TIME, message + "\n"));
  }

  protected static String text(Repository repository, String treeish, String path) {
    return new String(repository.read(treeish, path, 10_000).orElseThrow(), StandardCharsets.UTF_8);
  }
}
