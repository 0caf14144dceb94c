package io.pilsim.software.linux.dma;

import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.linux.iova.IovaRequest;

/**
 * A buffer that one thread maps for a device and unmaps again: the frame of both, reused. Its
 * memory is one piece, or pieces of equal size at equal distances.
 */
public final class DmaBuffer {
  final TlbGather gather;
  final IovaRequest range = new IovaRequest();
  final FlushWork flush;
  private long physical;
  private long bytes;
  private long piece;
  private long stride;
  private long iova;
  private long ownAddress;
  private boolean mapped;
  long bounce;

  // How far iommu_map and iommu_unmap have come.
  long done;
  long target;
  long page;
  int run;
  long entry; // the first descriptor of the run
  int missingTables;
  int lostTables;
  int removedTables;
  boolean stuck;
  boolean queued;
  boolean syncLater;

  /**
   * @param gather of the thread that uses it
   */
  public DmaBuffer(TlbGather gather) {
    this.gather = gather;
    this.flush = new FlushWork(gather);
  }

  /** Memory in one piece. */
  public void place(long physical, long bytes) {
    scatter(physical, bytes, bytes, bytes);
  }

  /** Memory in pieces, each so far behind the one before. */
  public void scatter(long physical, long bytes, long piece, long stride) {
    this.physical = physical;
    this.bytes = bytes;
    this.piece = piece;
    this.stride = stride;
  }

  /** Where its driver maps it, when that has a domain of its own. */
  public void chooseAddress(long address) {
    ownAddress = address;
  }

  long ownAddress() {
    return ownAddress;
  }

  public long bytes() {
    return bytes;
  }

  /** Where the device sees it. */
  public long iova() {
    return iova;
  }

  /** Whether it is mapped now. */
  public boolean isMapped() {
    return mapped;
  }

  int cpu() {
    return gather.core();
  }

  void mappedAt(long at) {
    iova = at;
    mapped = true;
  }

  void unmapped() {
    mapped = false;
  }

  int mapDirectly() {
    iova = physical;
    return 0;
  }

  void at(long at) {
    iova = at;
  }

  /** Where the byte at an offset lies in memory. */
  public long physicalAt(long offset) {
    long base = bounce == 0 ? physical : bounce;
    return bounce == 0 ? base + offset / piece * stride + offset % piece : base + offset;
  }

  /** How much of its memory follows an offset without a break. */
  long pieceLeft(long offset) {
    return bounce == 0 ? Math.min(piece - offset % piece, bytes - offset) : bytes - offset;
  }
}
