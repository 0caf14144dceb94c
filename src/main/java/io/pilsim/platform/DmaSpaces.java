package io.pilsim.platform;

import io.pilsim.hardware.dma.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** The address spaces of all streams of a run. */
final class DmaSpaces implements Placement {
  private final int[] ids; // ascending
  private final List<DmaSpace> spaces;

  DmaSpaces(SortedMap<Integer, DmaSpace> byStream) {
    this.ids = byStream.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.spaces = new ArrayList<>(byStream.values());
  }

  /** Of a stream that there is. */
  DmaSpace of(int streamId) {
    return spaces.get(Arrays.binarySearch(ids, streamId));
  }

  int count() {
    return ids.length;
  }

  int streamId(int index) {
    return ids[index];
  }

  DmaSpace get(int index) {
    return spaces.get(index);
  }

  @Override
  public long physical(int streamId, long iova) {
    return of(streamId).physical(iova);
  }
}
