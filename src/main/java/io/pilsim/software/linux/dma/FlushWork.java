package io.pilsim.software.linux.dma;

import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.linux.iova.IovaRequest;

/** The frame of work on flush queues: whoever does it has one. Reused. */
final class FlushWork {
  final TlbGather gather;
  final IovaRequest range = new IovaRequest();
  int ring; // the queue at work on
  long pfn;
  long pages;
  long heldBytes;

  FlushWork(TlbGather gather) {
    this.gather = gather;
  }
}
