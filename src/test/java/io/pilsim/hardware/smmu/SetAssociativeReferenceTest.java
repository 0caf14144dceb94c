package io.pilsim.hardware.smmu;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Property;
import io.pilsim.engine.stats.StatGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against models so plain that they are right at a glance, under random operations. */
final class SetAssociativeReferenceTest {
  private static final int[] SIZES = {12, 16, 21};

  /** Page number, page size and tag: what makes one entry. */
  private record Key(long number, int bits, long tag) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::number).thenComparing(Key::bits).thenComparing(Key::tag);

    static Key of(long address, int bits, long tag) {
      return new Key(address >>> bits, bits, tag);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final SplittableRandom random = new SplittableRandom(7);

  private long address() {
    return random.nextLong(1L << 23);
  }

  private SetAssociative cache(int entries, int ways, Replacement policy) {
    return new SetAssociative(
        new SetAssociativeParams(entries, ways, policy), 1, random::nextInt, new StatGroup("c"));
  }

  /** What is done to a cache, of {@code kind} 0 to 15: invalidate, fill, or look up. */
  private record Step(int kind, long address, int bits, long tag) {
    static Step draw(SplittableRandom random) {
      return new Step(
          random.nextInt(16),
          random.nextLong(1L << 23),
          SIZES[random.nextInt(SIZES.length)],
          random.nextInt(2));
    }
  }

  /** Whatever a cache finds is what was last filled there and not invalidated since. */
  @ParameterizedTest
  @EnumSource
  void findsNothingButTheTruth(Replacement policy) {
    for (int ways : new int[] {0, 1, 4, 6}) {
      new Property<>(Step::draw, (setting, steps) -> findsTheTruth(cache(48, ways, policy), steps))
          .check(10, 4_000);
    }
  }

  private static void findsTheTruth(SetAssociative cache, List<Step> steps) {
    Map<Key, Long> truth = new TreeMap<>();
    long value = 0;
    for (Step step : steps) {
      value++;
      if (step.kind == 0) {
        cache.invalidateAddress(step.address, step.tag, 0);
        truth
            .keySet()
            .removeIf(key -> key.tag == step.tag && key.number == step.address >>> key.bits);
      } else if (step.kind < 7) {
        cache.setWord(cache.fill(step.address, step.bits, step.tag, 0), 0, value);
        truth.put(Key.of(step.address, step.bits, step.tag), value);
      } else {
        int index = cache.lookup(step.address, step.tag, 0);
        if (index != NONE) {
          Key key = Key.of(step.address, cache.pageBits(index), step.tag);
          assertEquals(truth.get(key), cache.word(index, 0), key.toString());
        }
      }
    }
  }

  /** A cache that has room for everything forgets nothing. */
  @ParameterizedTest
  @EnumSource
  void forgetsNothingThatFits(Replacement policy) {
    SetAssociative cache = cache(1 << 15, 0, policy);
    Map<Key, Long> truth = new TreeMap<>();
    for (long step = 1; step <= 300; step++) {
      long address = address();
      int bits = SIZES[random.nextInt(2)];
      cache.setWord(cache.fill(address, bits, 0, 0), 0, step);
      truth.put(Key.of(address, bits, 0), step);
    }
    for (Key key : truth.keySet()) {
      assertTrue(cache.lookup(key.number << key.bits, 0, 0) != NONE);
    }
  }

  /**
   * Set by set, a list in order of use; the page size is part of the page, as it is in hardware.
   */
  @ParameterizedTest
  @CsvSource({"LRU, 64, 4", "LRU, 24, 0", "LRU, 36, 3", "ROUND_ROBIN_PER_SET, 64, 4"})
  void evictsWhomAListPerSetEvicts(Replacement policy, int entries, int ways) {
    SetAssociative cache = cache(entries, ways, policy);
    int perSet = ways == 0 ? entries : ways;
    List<List<Key>> sets = new ArrayList<>();
    for (int i = 0; i < entries / perSet; i++) {
      sets.add(new ArrayList<>());
    }
    for (int step = 0; step < 50_000; step++) {
      int bits = random.nextInt(4) == 0 ? 16 : 12;
      long region = bits == 16 ? 1L << 30 : 0; // sizes do not overlap
      Key key = Key.of(region | random.nextLong(120) << bits, bits, 5);
      List<Key> set = sets.get((int) (key.number % sets.size()));
      boolean present = set.contains(key);
      assertEquals(present, cache.lookup(key.number << bits, 5, 0) != NONE, "step " + step);
      if (!present) {
        cache.fill(key.number << bits, bits, 5, 0);
        if (set.size() == perSet) {
          set.remove(0);
        }
        set.add(key);
      } else if (policy == Replacement.LRU) {
        set.remove(key);
        set.add(key);
      }
    }
  }
}
