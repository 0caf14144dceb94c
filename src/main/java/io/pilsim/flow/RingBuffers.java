package io.pilsim.flow;

import io.pilsim.software.linux.dma.DmaBuffer;
import java.util.List;

/**
 * What a receive ring maps.
 *
 * @param descriptors each of as many pages
 * @param packets acknowledgements, more than are ever under way
 * @param rings memory of the ring itself, mapped for as long as it lives
 */
public record RingBuffers(
    List<List<DmaBuffer>> descriptors, List<DmaBuffer> packets, List<DmaBuffer> rings) {
  int descriptorPages() {
    return descriptors.get(0).size();
  }
}
