package io.pilsim.software.linux.dma;

import java.util.List;

/** Buffers of one thread that are unmapped together. They share what is gathered. */
public final class DmaBatch {
  private final List<DmaBuffer> buffers;
  private int at;

  public DmaBatch(List<DmaBuffer> buffers) {
    this.buffers = List.copyOf(buffers);
  }

  public int size() {
    return buffers.size();
  }

  /** The buffer whose turn it is; the last one when all had theirs. */
  public DmaBuffer current() {
    return buffers.get(Math.min(at, buffers.size() - 1));
  }

  public int begin() {
    at = 0;
    return 0;
  }

  public boolean hasMore() {
    return at < buffers.size();
  }

  public int advance() {
    at++;
    return 0;
  }
}
