package io.pilsim.platform;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;

/**
 * The limit: what translating uniform addresses takes at least on flat arrays, with the sizes of
 * the platform {@code gem5-smmuv3}. The same random addresses, look-ups, fills and table reads; no
 * time, no queues, no statistics.
 */
final class BareTranslation {
  private static final int PAGE_BITS = 12;
  private static final int LEVEL_BITS = 9;
  private static final int LEVELS = 4;
  private static final long LINE = 64;
  private static final int[] WALK_CACHE_ENTRIES = {4, 28, 348};

  private final long workingSet;
  private final boolean walkCache;
  private final long[] tables; // of all levels, one table after the other, the root first
  private final Device[] devices;
  private final Flat[] levels = new Flat[WALK_CACHE_ENTRIES.length];
  private int turn;

  BareTranslation(TranslationLoad load, int devices) {
    this.workingSet = load.workingSet();
    this.walkCache = load.hasWalkCache();
    this.tables = new Tables(workingSet >> PAGE_BITS).words;
    this.devices = new Device[devices];
    for (int i = 0; i < devices; i++) {
      this.devices[i] = new Device(new RandomStreams(1, 0).stream("m" + i));
    }
    for (int i = 0; i < levels.length; i++) {
      levels[i] = new Flat(WALK_CACHE_ENTRIES[i], 4);
    }
  }

  /** So many requests of the devices in turn; the sum of what came out. */
  long translate(int requests) {
    long sum = 0;
    for (int i = 0; i < requests; i++) {
      sum += devices[turn].next();
      turn = turn + 1 == devices.length ? 0 : turn + 1;
    }
    return sum;
  }

  private long walk(long page) {
    int from = 0;
    long table = 0;
    if (walkCache) {
      for (int level = LEVELS - 2; level >= 0; level--) {
        int found = levels[level].find(page >>> (LEVEL_BITS * (LEVELS - 1 - level)));
        if (found >= 0) {
          from = level + 1;
          table = levels[level].values[found];
          break;
        }
      }
    }
    for (int level = from; level < LEVELS; level++) {
      int shift = LEVEL_BITS * (LEVELS - 1 - level);
      table = tables[(int) (table + ((page >>> shift) & ((1 << LEVEL_BITS) - 1)))];
      if (walkCache && level < LEVELS - 1) {
        levels[level].put(page >>> shift, table);
      }
    }
    return table;
  }

  private final class Device {
    private final RandomStream random;
    private final Flat microTlb = new Flat(32, 32);
    private final Flat mainTlb = new Flat(2048, 4);

    Device(RandomStream random) {
      this.random = random;
    }

    long next() {
      long address = random.nextInt((int) (workingSet / LINE)) * LINE;
      long page = address >>> PAGE_BITS;
      int found = microTlb.find(page);
      if (found >= 0) {
        return microTlb.values[found];
      }
      long value;
      found = mainTlb.find(page);
      if (found >= 0) {
        value = mainTlb.values[found];
      } else {
        value = walk(page);
        mainTlb.put(page, value);
      }
      microTlb.put(page, value);
      return value;
    }
  }

  /** A set-associative structure with a pointer per set that goes round. */
  private static final class Flat {
    private final int ways;
    private final int sets;
    private final long[] keys;
    private final long[] values;
    private final int[] next;

    Flat(int entries, int ways) {
      this.ways = ways;
      this.sets = entries / ways;
      this.keys = new long[entries];
      this.values = new long[entries];
      this.next = new int[sets];
      java.util.Arrays.fill(keys, -1);
    }

    int find(long key) {
      int first = (int) (key % sets) * ways;
      for (int i = first; i < first + ways; i++) {
        if (keys[i] == key) {
          return i;
        }
      }
      return -1;
    }

    void put(long key, long value) {
      int set = (int) (key % sets);
      int way = next[set];
      next[set] = way + 1 == ways ? 0 : way + 1;
      keys[set * ways + way] = key;
      values[set * ways + way] = value;
    }
  }

  /** Tables of pages that all exist: each word is where the next table begins, or a frame. */
  private static final class Tables {
    private final long[] words;
    private int used;

    Tables(long pages) {
      long leaves = (pages + (1 << LEVEL_BITS) - 1) >>> LEVEL_BITS;
      words = new long[(int) (leaves + (leaves >> LEVEL_BITS) + 4) << LEVEL_BITS];
      int root = table();
      for (long page = 0; page < pages; page++) {
        int at = root;
        for (int level = 0; level < LEVELS - 1; level++) {
          int slot = at + index(page, level);
          if (words[slot] == 0) {
            words[slot] = table();
          }
          at = (int) words[slot];
        }
        words[at + index(page, LEVELS - 1)] = page + 1;
      }
    }

    private int table() {
      return used++ << LEVEL_BITS;
    }

    private static int index(long page, int level) {
      return (int) (page >>> (LEVEL_BITS * (LEVELS - 1 - level))) & ((1 << LEVEL_BITS) - 1);
    }
  }
}
