package io.pilsim.platform.model;

import io.pilsim.engine.Cycles;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a platform is read while a run is wired: typed, without defaults, and recording which leaves
 * were read. Paths are without the platform's name. One reader belongs to one run.
 */
public final class ModelReader {
  private final ModelTree tree;
  private final String prefix;
  private final SortedSet<String> read;

  ModelReader(ModelTree tree) {
    this(tree, tree.platform() + ".", new TreeSet<>());
  }

  private ModelReader(ModelTree tree, String prefix, SortedSet<String> read) {
    this.tree = tree;
    this.prefix = prefix;
    this.read = read;
  }

  /** The part below a path, recording into the same set. */
  public ModelReader below(String path) {
    return new ModelReader(tree, prefix + path + ".", read);
  }

  public long durationPs(String path) {
    return amount(path, Dimension.DURATION);
  }

  /** A duration, or nothing where the leaf says {@code never}. */
  public OptionalLong durationOrNeverPs(String path) {
    return leaf(path).value().isNever() ? OptionalLong.empty() : OptionalLong.of(durationPs(path));
  }

  public Cycles cycles(String path) {
    return new Cycles(amount(path, Dimension.CYCLES));
  }

  public long bytes(String path) {
    return amount(path, Dimension.BYTES);
  }

  public long bytesPerSecond(String path) {
    return amount(path, Dimension.BANDWIDTH);
  }

  public long hertz(String path) {
    return amount(path, Dimension.FREQUENCY);
  }

  /** Parts per billion. */
  public long fractionPpb(String path) {
    return amount(path, Dimension.FRACTION);
  }

  public long address(String path) {
    return number(path, leaf(path).value());
  }

  /** Every item of a list of numbers, such as rows of cells. */
  public List<Long> numbers(String path) {
    return leaf(path).values().stream().map(value -> number(path, value)).toList();
  }

  public int count(String path) {
    long amount = number(path, leaf(path).value());
    if (amount != (int) amount) {
      throw wrong(path, "expected at most " + Integer.MAX_VALUE);
    }
    return (int) amount;
  }

  public boolean flag(String path) {
    return amount(path, Dimension.FLAG) == 1;
  }

  public String word(String path) {
    return words(path).get(0);
  }

  public List<String> words(String path) {
    return leaf(path).values().stream().map(Quantity::text).toList();
  }

  /** A word that names a constant: {@code round-robin} is {@code ROUND_ROBIN}. */
  public <E extends Enum<E>> E choice(String path, Class<E> type) {
    String word = word(path);
    for (E constant : type.getEnumConstants()) {
      if (wordOf(constant).equals(word)) {
        return constant;
      }
    }
    List<String> words =
        List.of(type.getEnumConstants()).stream().map(ModelReader::wordOf).toList();
    throw wrong(path, "'" + word + "' is unknown" + Suggestion.of(word, words).orAll(words));
  }

  private static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value as it is, for a leaf that may be of more than one dimension. */
  public Quantity quantity(String path) {
    return leaf(path).value();
  }

  /** The names directly below a path, in the order of the files. */
  public List<String> children(String path) {
    return tree.children(prefix + path);
  }

  /** Whether there is a leaf, or anything below. */
  public boolean has(String path) {
    return tree.leaf(prefix + path).isPresent() || !children(path).isEmpty();
  }

  /** Full paths of the leaves read so far, sorted. */
  public SortedSet<String> leavesRead() {
    return Collections.unmodifiableSortedSet(read);
  }

  public ModelTree tree() {
    return tree;
  }

  private long amount(String path, Dimension wanted) {
    Quantity value = leaf(path).value();
    boolean wholeFraction =
        wanted == Dimension.FRACTION && value.dimension() == Dimension.COUNT && value.amount() <= 1;
    if (wholeFraction) {
      return value.amount() * 1_000_000_000;
    }
    if (value.dimension() != wanted) {
      throw wrong(path, "'" + value.text() + "' does not fit, expected " + wanted.expected());
    }
    return value.amount();
  }

  private long number(String path, Quantity value) {
    if (value.dimension() != Dimension.COUNT && value.dimension() != Dimension.ADDRESS) {
      throw wrong(path, "'" + value.text() + "' does not fit, expected a number");
    }
    return value.amount();
  }

  private Leaf leaf(String path) {
    String full = prefix + path;
    read.add(full);
    return tree.leaf(full)
        .orElseThrow(
            () ->
                new BadInputException(
                    "model/"
                        + tree.platform()
                        + ": "
                        + full
                        + ": missing, the model needs this value"
                        + Suggestion.of(full, tree.paths()).question()));
  }

  private BadInputException wrong(String path, String problem) {
    Leaf leaf = leaf(path);
    return new BadInputException(leaf.origin() + ": " + leaf.path() + ": " + problem);
  }
}
