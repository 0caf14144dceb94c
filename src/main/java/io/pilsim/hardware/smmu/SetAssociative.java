package io.pilsim.hardware.smmu;

import io.pilsim.engine.stats.StatGroup;
import java.util.Arrays;

/**
 * The one structure behind micro TLB, TLB, walk cache, IPA cache and configuration cache. An entry
 * covers an aligned power of two of addresses under two tags (stream, address space, machine,
 * level, whatever its owner keys by) and holds a few words. An entry is named by its index, which
 * stays its own until it is removed or replaced.
 *
 * <p><b>Models:</b> sets and ways, page sizes mixed without loss, replacement, lookups, hits,
 * misses and fills.
 *
 * <p><b>Does not model:</b> the time of any of it, which is its owner's; banks.
 *
 * <p>Source: MMU-600AE TRM 2.1 and 2.2; gem5 v24 src/dev/arm/smmu_v3_caches.cc for the indexing
 * defects that {@link Indexing} reproduces.
 */
public final class SetAssociative {
  /** The index of nothing. */
  public static final int NONE = -1;

  private static final byte EMPTY = -1;

  private final int ways;
  private final SetIndex set;
  private final int words;
  private final ReplacementState state;
  private final int firstSet;

  private final byte[] sizeBits; // log2 of the page of each entry, or EMPTY
  private final long[] bases;
  private final long[] tagsA;
  private final long[] tagsB;
  private final long[] payload;
  private final PageSizes sizes;
  private final EntryMatch match = new EntryMatch();

  private final CacheCounts counts;

  /** One with its own replacement state. */
  public SetAssociative(SetAssociativeParams params, int words, WayPicker random, StatGroup stats) {
    this(params, words, params.replacementState(random), 0, stats);
  }

  /**
   * A partition of a larger one: several share one state, each has its own range of sets in it.
   *
   * @param words of payload that each entry holds
   * @param firstSet where in the state its sets begin
   */
  public SetAssociative(
      SetAssociativeParams params,
      int words,
      ReplacementState state,
      int firstSet,
      StatGroup stats) {
    this.ways = params.waysPerSet();
    this.set = new SetIndex(params);
    this.words = words;
    this.state = state;
    this.firstSet = firstSet;
    this.sizeBits = new byte[params.entries()];
    this.bases = new long[params.entries()];
    this.tagsA = new long[params.entries()];
    this.tagsB = new long[params.entries()];
    this.payload = new long[params.entries() * words];
    this.sizes = new PageSizes();
    Arrays.fill(sizeBits, EMPTY);
    this.counts = new CacheCounts(stats);
  }

  private SetAssociative(SetAssociative storage, StatGroup stats) {
    this.ways = storage.ways;
    this.set = storage.set;
    this.words = storage.words;
    this.state = storage.state;
    this.firstSet = storage.firstSet;
    this.sizeBits = storage.sizeBits;
    this.bases = storage.bases;
    this.tagsA = storage.tagsA;
    this.tagsB = storage.tagsB;
    this.payload = storage.payload;
    this.sizes = storage.sizes;
    this.counts = new CacheCounts(stats);
  }

  /** The same entries for another use, which is counted apart. */
  public SetAssociative countedApart(StatGroup stats) {
    return new SetAssociative(this, stats);
  }

  /** The entry that covers the address, or {@link #NONE}; counts, and is a use of the entry. */
  public int lookup(long address, long tagA, long tagB) {
    int index = peek(address, tagA, tagB);
    counts.lookup(index != NONE);
    if (index != NONE) {
      state.hit(firstSet + index / ways, index % ways);
    }
    return index;
  }

  /** The same entry, without counting or touching anything. */
  public int peek(long address, long tagA, long tagB) {
    if (set.sets == 1) {
      return findCovering(0, address, tagA, tagB);
    }
    if (set.indexing != Indexing.OWN_SIZE) {
      return findCovering(set.of(address, set.granuleBits, tagA, tagB), address, tagA, tagB);
    }
    for (long live = sizes.live(); live != 0; live &= live - 1) {
      int bits = Long.numberOfTrailingZeros(live);
      int index = findExact(set.of(address, bits, tagA, tagB), address, bits, tagA, tagB);
      if (index != NONE) {
        return index;
      }
    }
    return NONE;
  }

  /** Writes an entry into any way; see {@link #fill(long, int, long, long, Ways)}. */
  public int fill(long address, int pageBits, long tagA, long tagB) {
    return fill(address, pageBits, tagA, tagB, Ways.ANY);
  }

  /**
   * Writes an entry for the page of 2^pageBits bytes around the address: over the same page's entry
   * where there is one, else into an empty way, else over a victim. Its payload is zero.
   *
   * @return its index
   */
  public int fill(long address, int pageBits, long tagA, long tagB, Ways allowed) {
    long base = address & -(1L << pageBits);
    int filedBy = set.indexing == Indexing.ACCESSED_GRANULE ? set.granuleBits : pageBits;
    int row = set.of(base, filedBy, tagA, tagB);
    int index = findExact(row, base, pageBits, tagA, tagB);
    if (index == NONE) {
      index = row * ways + freeOrVictim(row, allowed);
      if (sizeBits[index] != EMPTY) {
        counts.evictions.increment();
        remove(index);
      }
    }
    counts.fills.increment();
    write(index, base, pageBits, tagA, tagB);
    state.filled(firstSet + row, index % ways);
    return index;
  }

  public long word(int index, int word) {
    return payload[index * words + word];
  }

  public void setWord(int index, int word, long value) {
    payload[index * words + word] = value;
  }

  /** The first address that the entry covers. */
  public long base(int index) {
    return bases[index];
  }

  /** Log2 of the addresses that the entry covers. */
  public int pageBits(int index) {
    return sizeBits[index];
  }

  /** How many page sizes are present: the probes that a lookup in several sets takes. */
  public int liveSizes() {
    return Long.bitCount(sizes.live());
  }

  /** Removes the entry at an index. */
  public void remove(int index) {
    sizes.remove(sizeBits[index]);
    sizeBits[index] = EMPTY;
  }

  /** Removes every entry that a lookup of this address may find. Returns how many. */
  public int invalidateAddress(long address, long tagA, long tagB) {
    int removed = 0;
    for (int i = peek(address, tagA, tagB); i != NONE; i = peek(address, tagA, tagB)) {
      remove(i);
      removed++;
    }
    return removed;
  }

  /**
   * Removes every entry that covers any address of first to last (unsigned) and whose tags agree
   * with the given ones in the bits of the masks; 0 as a mask takes any tag. Returns how many.
   */
  public int invalidateRange(long first, long last, long tagA, long maskA, long tagB, long maskB) {
    return invalidate(match.range(first, last).tags(tagA, maskA, tagB, maskB));
  }

  /** Removes every entry that is meant. Returns how many. */
  public int invalidate(EntryMatch meant) {
    if (set.sets == 1 || set.tagsInIndex || set.indexing != Indexing.OWN_SIZE) {
      return invalidate(meant, 0, sizeBits.length);
    }
    int removed = 0;
    for (long live = sizes.live(); live != 0; live &= live - 1) {
      removed += invalidate(meant, Long.numberOfTrailingZeros(live));
    }
    return removed;
  }

  /** Looks where entries of one size are filed by their page alone. */
  private int invalidate(EntryMatch meant, int bits) {
    long first = meant.first >>> bits;
    long more = (meant.last >>> bits) - first;
    if (Long.compareUnsigned(more, set.sets) >= 0) {
      return invalidate(meant, 0, sizeBits.length);
    }
    int removed = 0;
    for (long i = 0; i <= more; i++) {
      int row = set.of(first + i, 0, 0, 0);
      removed += invalidate(meant, row * ways, (row + 1) * ways);
    }
    return removed;
  }

  private int invalidate(EntryMatch meant, int from, int to) {
    int removed = 0;
    for (int i = from; i < to; i++) {
      if (sizeBits[i] != EMPTY
          && meant.accepts(
              bases[i], sizeBits[i], tagsA[i], tagsB[i], words == 0 ? 0 : word(i, meant.word()))) {
        remove(i);
        removed++;
      }
    }
    return removed;
  }

  /** Removes every entry whose tags agree with the given ones in the bits of the masks. */
  public int invalidateTags(long tagA, long maskA, long tagB, long maskB) {
    return invalidateRange(0, -1, tagA, maskA, tagB, maskB);
  }

  public void invalidateAll() {
    invalidateTags(0, 0, 0, 0);
  }

  private int findCovering(int row, long address, long tagA, long tagB) {
    int end = (row + 1) * ways;
    for (int i = row * ways; i < end; i++) {
      if (sizeBits[i] != EMPTY
          && (address ^ bases[i]) >>> sizeBits[i] == 0
          && tagsA[i] == tagA
          && tagsB[i] == tagB) {
        return i;
      }
    }
    return NONE;
  }

  private int findExact(int row, long address, int pageBits, long tagA, long tagB) {
    int end = (row + 1) * ways;
    for (int i = row * ways; i < end; i++) {
      if (sizeBits[i] == pageBits
          && (address ^ bases[i]) >>> pageBits == 0
          && tagsA[i] == tagA
          && tagsB[i] == tagB) {
        return i;
      }
    }
    return NONE;
  }

  private int freeOrVictim(int row, Ways allowed) {
    if (allowed == Ways.LAST) {
      return ways - 1;
    }
    int usable = allowed == Ways.ALL_BUT_LAST && ways > 1 ? ways - 1 : ways;
    for (int way = 0; way < usable; way++) {
      if (sizeBits[row * ways + way] == EMPTY) {
        return way;
      }
    }
    return state.victim(firstSet + row, usable);
  }

  private void write(int index, long base, int pageBits, long tagA, long tagB) {
    if (sizeBits[index] == EMPTY) {
      sizeBits[index] = (byte) pageBits;
      sizes.add(pageBits);
    }
    bases[index] = base;
    tagsA[index] = tagA;
    tagsB[index] = tagB;
    Arrays.fill(payload, index * words, (index + 1) * words, 0);
  }
}
