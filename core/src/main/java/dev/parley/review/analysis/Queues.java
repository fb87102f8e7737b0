package dev.parley.review.analysis;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stacks and queues give back, and in which order. */
final class Queues {

  private static final Set<String> FROM_FRONT =
      Set.of("ArrayDeque", "LinkedList", "ConcurrentLinkedDeque", "LinkedBlockingDeque", "Deque");

  private Queues() {}

  /** Empty if the method has to do with no end of the list. */
  static Optional<Value> call(
      Value on, Shape.Items items, String method, List<Value> args, State state) {
    boolean front = FROM_FRONT.contains(on.type());
    int last = items.items().size() - 1;
    int top = front ? 0 : last;
    return switch (method) {
      case "push", "offerFirst" -> {
        if (!front && method.equals("push")) {
          yield Optional.empty();
        }
        args.forEach(arg -> state.put(on.ref(), items.add(0, arg)));
        yield Optional.of(Value.UNKNOWN);
      }
      case "pop" -> taken(on, items, args.size() == 1 ? Methods.position(args.get(0)) : top, state);
      case "poll", "pollFirst", "removeFirst", "shift", "take", "popleft" ->
          taken(on, items, 0, state);
      case "pollLast", "removeLast" -> taken(on, items, last, state);
      case "peek" -> Optional.of(items.get(top));
      case "peekFirst", "element" -> Optional.of(items.get(0));
      case "peekLast" -> Optional.of(items.get(last));
      default -> Optional.empty();
    };
  }

  private static Optional<Value> taken(Value on, Shape.Items items, int at, State state) {
    Value found = items.get(at);
    state.put(on.ref(), items.remove(at));
    return Optional.of(found.isNull() ? found.notConstant() : found);
  }
}
