package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Rust's library does, as far as data flow is concerned. */
final class RustLibrary {

  /** Methods that give the same, or what is in it. */
  private static final Set<String> SAME =
      Set.of(
          "unwrap",
          "expect",
          "unwrap_or_default",
          "unwrap_unchecked",
          "clone",
          "to_string",
          "to_owned",
          "into",
          "try_into",
          "as_str",
          "as_ref",
          "as_mut",
          "as_deref",
          "borrow",
          "borrow_mut",
          "into_inner",
          "into_string",
          "to_vec",
          "iter",
          "into_iter",
          "iter_mut",
          "collect",
          "as_bytes",
          "into_bytes",
          "lock",
          "cloned",
          "copied",
          "ok",
          "ok_or",
          "ok_or_else",
          "map_err",
          "context",
          "with_context",
          "deref",
          "to_path_buf",
          "as_path",
          "to_str",
          "to_string_lossy",
          "into_owned",
          "as_os_str",
          "by_ref",
          "as_slice",
          "to_lowercase",
          "or_else",
          "or",
          "inspect",
          "inspect_err",
          "fuse",
          "peekable");

  private static final Set<String> THROUGH =
      Set.of("map", "and_then", "filter_map", "flat_map", "then");
  private static final Set<String> LISTS =
      Set.of("Vec", "VecDeque", "HashSet", "BTreeSet", "BinaryHeap");
  private static final Set<String> MAPS = Set.of("HashMap", "BTreeMap", "IndexMap");
  private static final Set<String> AROUND =
      Set.of(
          "String",
          "Box",
          "Arc",
          "Rc",
          "Mutex",
          "RwLock",
          "RefCell",
          "Cell",
          "Cow",
          "PathBuf",
          "Path",
          "OsStr",
          "OsString",
          "Some",
          "Ok");
  private static final Set<String> MAKES =
      Set.of("new", "from", "Borrowed", "Owned", "with_capacity");
  private static final Set<String> GROWS =
      Set.of("push_str", "push", "write_fmt", "write_str", "insert_str", "extend");

  private final Machine machine;

  RustLibrary(Machine machine) {
    this.machine = machine;
  }

  /** What a call gives; empty if nothing is known of it. */
  Optional<Value> call(Expr.Call call, Value on, List<Value> args, State state) {
    String name = call.name();
    if (call.receiver().isEmpty()) {
      return AROUND.contains(name) && args.size() == 1
          ? Optional.of(args.getFirst())
          : Optional.empty();
    }
    if (!on.path().isEmpty()) {
      Optional<Value> made = made(on.path(), name, args, state);
      if (made.isPresent()) {
        return made;
      }
    }
    if (SAME.contains(name)) {
      return Optional.of(on.isNull() ? on.notConstant() : on);
    }
    if (name.equals("unwrap_or") && args.size() == 1) {
      return Optional.of(on.isNull() ? args.getFirst() : Value.join(on, args.getFirst()));
    }
    if (name.startsWith("trim") && !on.isConstant() && state.shape(on) == null) {
      return Optional.of(on.notConstant());
    }
    if (THROUGH.contains(name) && args.size() == 1 && args.getFirst().closure() != null) {
      return Optional.of(machine.invocation.callback(args.getFirst().closure(), on, state));
    }
    return GROWS.contains(name) ? grown(call, on, args, state) : Optional.empty();
  }

  private Optional<Value> made(String path, String name, List<Value> args, State state) {
    String type = path.substring(path.lastIndexOf('.') + 1);
    if (!MAKES.contains(name)) {
      return Optional.empty();
    }
    if (LISTS.contains(type)) {
      boolean filled = name.equals("from") && args.size() == 1;
      return filled
          ? Optional.of(args.getFirst())
          : machine.library.create("ArrayList", List.of(), state);
    }
    if (MAPS.contains(type)) {
      return machine.library.create("HashMap", name.equals("from") ? args : List.of(), state);
    }
    if (type.equals("String") && !name.equals("from")) {
      return Optional.of(Value.of(""));
    }
    if (!AROUND.contains(type) || args.size() != 1) {
      return Optional.empty();
    }
    Value same = args.getFirst().path("");
    return Optional.of(type.startsWith("Path") ? same.withType("PathBuf") : same);
  }

  /** A text that is a variable's own grows. */
  private Optional<Value> grown(Expr.Call call, Value on, List<Value> args, State state) {
    var variable = Library.variable(call.receiver());
    if (state.shape(on) != null || variable.isEmpty() || state.get(variable.get()) == null) {
      return Optional.empty();
    }
    if (Checks.isChannel(on.type()) || !on.type().matches("String|str|")) {
      return Optional.empty();
    }
    var parts = new ArrayList<Value>();
    parts.add(on);
    parts.addAll(args);
    Value all = machine.evaluator.text(parts, state);
    state.set(variable.get(), all.withType(on.type()));
    return Optional.of(Value.UNKNOWN);
  }
}
