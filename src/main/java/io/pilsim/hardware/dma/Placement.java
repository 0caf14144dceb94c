package io.pilsim.hardware.dma;

/** Where the memory behind a master's addresses really lies, whatever translates them. */
public interface Placement {
  long physical(int streamId, long iova);
}
