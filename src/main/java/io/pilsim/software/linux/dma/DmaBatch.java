package io.pilsim.software.linux.dma;

import java.util.List;

/** Buffers that one thread uses together. They share what is gathered. */
public final class DmaBatch {
  private final DmaBuffer[] buffers;
  private int at;

  public DmaBatch(List<DmaBuffer> buffers) {
    this.buffers = buffers.toArray(new DmaBuffer[0]);
  }

  public int size() {
    return buffers.length;
  }

  public DmaBuffer get(int index) {
    return buffers[index];
  }

  void set(int index, DmaBuffer buffer) {
    buffers[index] = buffer;
  }

  /** Of all buffers together. */
  public long bytes() {
    long sum = 0;
    for (DmaBuffer each : buffers) {
      sum += each.bytes();
    }
    return sum;
  }

  /** The buffer whose turn it is; the last one when all had theirs. */
  DmaBuffer current() {
    return buffers[Math.min(at, buffers.length - 1)];
  }

  int begin() {
    at = 0;
    return 0;
  }

  boolean hasMore() {
    return at < buffers.length;
  }

  int advance() {
    at++;
    return 0;
  }
}
