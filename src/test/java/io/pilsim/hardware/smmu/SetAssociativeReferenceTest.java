package io.pilsim.hardware.smmu;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.stats.StatGroup;
import java.util.ArrayList;
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
    static Key of(long address, int bits, long tag) {
      return new Key(address >>> bits, bits, tag);
    }

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
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

  /** Whatever a cache finds is what was last filled there and not invalidated since. */
  @ParameterizedTest
  @EnumSource
  void findsNothingButTheTruth(Replacement policy) {
    for (int ways : new int[] {0, 1, 4, 6}) {
      SetAssociative cache = cache(48, ways, policy);
      Map<Key, Long> truth = new TreeMap<>();
      for (long step = 1; step <= 20_000; step++) {
        long address = address();
        long tag = random.nextInt(2);
        switch (random.nextInt(16)) {
          case 0 -> {
            cache.invalidateAddress(address, tag, 0);
            truth.keySet().removeIf(key -> key.tag == tag && key.number == address >>> key.bits);
          }
          case 1, 2, 3, 4, 5, 6 -> {
            int bits = SIZES[random.nextInt(SIZES.length)];
            cache.setWord(cache.fill(address, bits, tag, 0), 0, step);
            truth.put(Key.of(address, bits, tag), step);
          }
          default -> {
            int index = cache.lookup(address, tag, 0);
            if (index != NONE) {
              Key key = Key.of(address, cache.pageBits(index), tag);
              assertEquals(truth.get(key), cache.word(index, 0), policy + " " + key);
            }
          }
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
