package dev.parley.estimation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words of the newest tasks, hashed, to find those that are most like another. */
final class TextIndex {

  private static final int SLOTS = 4_096;
  private static final int MAX_WORDS = 128;
  private static final int MAX_CHARS = 8_000;
  private static final int TITLE_WEIGHT = 2;

  /** A word that all tasks have still says a little. */
  private static final float LEAST_RARITY = 0.1f;

  private static final float[] LOGARITHMS = new float[Recency.WINDOW + 2];

  static {
    for (int i = 1; i < LOGARITHMS.length; i++) {
      LOGARITHMS[i] = (float) Math.log(i);
    }
  }

  private final Words[] tasks = new Words[Recency.WINDOW];
  private final int[] containing = new int[SLOTS];
  private int size;

  /** A task's words: slots in rising order, and how often each is used. */
  static final class Words {
    private final int[] slots;
    private final float[] counts;

    Words(int[] slots, float[] counts) {
      this.slots = slots;
      this.counts = counts;
    }
  }

  /**
   * A task like another.
   *
   * @param number of the task, as it was added
   * @param similarity cosine, above 0 to 1
   */
  record Neighbour(long number, double similarity) {}

  static Words words(TaskTraits task) {
    var counts = new TreeMap<Integer, Float>();
    count(task.title(), TITLE_WEIGHT, counts);
    count(task.description(), 1, counts);
    var slots = new int[counts.size()];
    var numbers = new float[counts.size()];
    int i = 0;
    for (var entry : counts.entrySet()) {
      slots[i] = entry.getKey();
      numbers[i++] = (float) (1 + Math.log(entry.getValue()));
    }
    return new Words(slots, numbers);
  }

  private static void count(String text, float weight, Map<Integer, Float> counts) {
    int end = Math.min(text.length(), MAX_CHARS);
    int hash = 0;
    int length = 0;
    for (int i = 0; i <= end; i++) {
      char c = i < end ? Character.toLowerCase(text.charAt(i)) : ' ';
      if (Character.isLetterOrDigit(c)) {
        hash = 31 * hash + c;
        length++;
      } else {
        if (length >= 2 && counts.size() < MAX_WORDS) {
          counts.merge(slot(hash), weight, Float::sum);
        }
        hash = 0;
        length = 0;
      }
    }
  }

  private static int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed >>> 16 ^ mixed) & (SLOTS - 1);
  }

  void add(long number, Words words) {
    int at = (int) (number % tasks.length);
    var old = tasks[at];
    if (old != null) {
      for (int slot : old.slots) {
        containing[slot]--;
      }
      size--;
    }
    tasks[at] = words;
    for (int slot : words.slots) {
      containing[slot]++;
    }
    size++;
  }

  /**
   * At most so many tasks, most alike first.
   *
   * @param next the number of the task that would be added next
   */
  List<Neighbour> nearest(Words words, int max, long next) {
    var query = new float[SLOTS];
    double norm = 0;
    for (int i = 0; i < words.slots.length; i++) {
      double weight = words.counts[i] * rarity(words.slots[i]);
      query[words.slots[i]] = (float) weight;
      norm += weight * weight;
    }
    var best = new ArrayList<Neighbour>(max + 1);
    if (norm == 0) {
      return best;
    }
    var rarity = rarities();
    for (long number = Math.max(0, next - tasks.length); number < next; number++) {
      var other = tasks[(int) (number % tasks.length)];
      double similarity = other == null ? 0 : cosine(query, Math.sqrt(norm), other, rarity);
      if (similarity > 0.05) {
        insert(best, new Neighbour(number, similarity), max);
      }
    }
    return best;
  }

  private static double cosine(float[] query, double norm, Words other, float[] rarity) {
    float dot = 0;
    float square = 0;
    for (int i = 0; i < other.slots.length; i++) {
      int slot = other.slots[i];
      float weight = other.counts[i] * rarity[slot];
      dot += weight * query[slot];
      square += weight * weight;
    }
    return dot == 0 ? 0 : dot / (norm * Math.sqrt(square));
  }

  /** Of two that are as much alike, the newer one wins. */
  private static void insert(List<Neighbour> best, Neighbour found, int max) {
    if (best.size() == max && best.getLast().similarity() > found.similarity()) {
      return;
    }
    int at = best.size();
    while (at > 0 && best.get(at - 1).similarity() <= found.similarity()) {
      at--;
    }
    best.add(at, found);
    if (best.size() > max) {
      best.removeLast();
    }
  }

  private float[] rarities() {
    var rarities = new float[SLOTS];
    for (int slot = 0; slot < SLOTS; slot++) {
      rarities[slot] = rarity(slot);
    }
    return rarities;
  }

  private float rarity(int slot) {
    return LOGARITHMS[1 + size] - LOGARITHMS[1 + containing[slot]] + LEAST_RARITY;
  }
}
