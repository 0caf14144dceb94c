package io.pilsim.hardware.memory;

import java.util.Arrays;

/** Extents by address: sorted, never overlapping. What no extent covers was never written. */
final class Extents {
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private Extent[] extents = new Extent[64];
  private int count;

  int count() {
    return count;
  }

  long start(int index) {
    return starts[index];
  }

  long end(int index) {
    return ends[index];
  }

  Extent get(int index) {
    return extents[index];
  }

  /** The extent that covers the address, or -1 minus the index of the first one above it. */
  int find(long address) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= address) {
        low = middle + 1;
      } else if (starts[middle] > address) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1 - low;
  }

  /** The first extent that covers the address or lies above it. */
  int findFrom(long address) {
    int index = find(address);
    return index >= 0 ? index : -1 - index;
  }

  /** Puts an extent in the place of whatever was there. */
  void put(long start, long end, Extent extent) {
    int at = cut(start, end);
    if (at > 0 && ends[at - 1] == start) {
      Extent joined = extents[at - 1].joined(extent);
      if (joined != extents[at - 1]) {
        extents[at - 1] = joined;
        ends[at - 1] = end;
        return;
      }
    }
    makeRoom(at, 1);
    set(at, start, end, extent);
  }

  /** Frees a range of addresses, and tells where an extent that begins in it belongs. */
  private int cut(long start, long end) {
    int first = findFrom(start);
    if (first < count && starts[first] < start) {
      if (ends[first] > end) {
        makeRoom(first, 1);
        set(first, starts[first + 1], ends[first + 1], extents[first + 1]);
      }
      extents[first] = extents[first].slice(0, start - starts[first]);
      ends[first] = start;
      first++;
    }
    int last = first;
    while (last < count && ends[last] <= end) {
      last++;
    }
    if (last < count && starts[last] < end) {
      extents[last] = extents[last].slice(end - starts[last], ends[last] - end);
      starts[last] = end;
    }
    makeRoom(first, first - last);
    return first;
  }

  /** Moves what stands at an index and above by some places, up or down. */
  private void makeRoom(int at, int places) {
    if (places == 0) {
      return;
    }
    if (count + places > starts.length) {
      int capacity = 2 * starts.length;
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      extents = Arrays.copyOf(extents, capacity);
    }
    int from = places > 0 ? at : at - places;
    System.arraycopy(starts, from, starts, from + places, count - from);
    System.arraycopy(ends, from, ends, from + places, count - from);
    System.arraycopy(extents, from, extents, from + places, count - from);
    count += places;
    Arrays.fill(extents, count, Math.max(count, count - places), null);
  }

  private void set(int index, long start, long end, Extent extent) {
    starts[index] = start;
    ends[index] = end;
    extents[index] = extent;
  }
}
