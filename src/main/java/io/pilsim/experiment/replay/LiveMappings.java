package io.pilsim.experiment.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What of one device's domain is mapped, as far as a trace shows. */
final class LiveMappings {
  private final TreeMap<Long, RecordedMapping> byIova = new TreeMap<>(Long::compareUnsigned);

  /** Those that share an address with the range. */
  List<RecordedMapping> over(long iova, long bytes) {
    List<RecordedMapping> found = new ArrayList<>();
    Long from = byIova.floorKey(iova);
    for (RecordedMapping each : byIova.tailMap(from == null ? iova : from, true).values()) {
      if (Long.compareUnsigned(each.iova(), iova + bytes) >= 0) {
        break;
      }
      if (Long.compareUnsigned(each.iova() + each.bytes(), iova) > 0) {
        found.add(each);
      }
    }
    return found;
  }

  /** Whether the range is exactly one or more of them, next to each other. */
  boolean isWhole(long iova, long bytes) {
    long next = iova;
    for (RecordedMapping each : over(iova, bytes)) {
      if (each.iova() != next) {
        return false;
      }
      next += each.bytes();
    }
    return next == iova + bytes;
  }

  void add(RecordedMapping mapping) {
    byIova.put(mapping.iova(), mapping);
  }

  void remove(RecordedMapping mapping) {
    byIova.remove(mapping.iova());
  }

  /** All of them, which then are there no longer. */
  List<RecordedMapping> takeAll() {
    List<RecordedMapping> all = List.copyOf(byIova.values());
    byIova.clear();
    return all;
  }
}
