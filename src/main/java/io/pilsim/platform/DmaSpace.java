package io.pilsim.platform;

import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.platform.scenario.DmaMaster.Mapping;
import java.util.Map;
import java.util.SortedMap;

/**
 * The addresses that a stream uses, as runs of pages, and the memory behind them: one block, in
 * which the runs lie side by side.
 */
final class DmaSpace {
  private static final int GRANULE_64K = 16;
  private static final int GRANULE_16K = 14;
  private static final int GRANULE_4K = 12;

  private final Mapping mapping;
  private final long[] inputs;
  private final long[] outputs;
  private final long[] sizes;

  private DmaSpace(Mapping mapping, int runs) {
    this.mapping = mapping;
    this.inputs = new long[runs];
    this.outputs = new long[runs];
    this.sizes = new long[runs];
  }

  /**
   * Takes memory for runs of addresses.
   *
   * @param runs from the first address of each to its bytes; whole units of {@link #unit}
   */
  static DmaSpace mapped(Mapping mapping, SortedMap<Long, Long> runs, Frames frames) {
    DmaSpace space = new DmaSpace(mapping, runs.size());
    long bytes = runs.values().stream().mapToLong(Long::longValue).sum();
    long output = frames.allocate(bytes, Math.max(unit(mapping), mapping.stage2Page()));
    int at = 0;
    for (Map.Entry<Long, Long> run : runs.entrySet()) {
      space.inputs[at] = run.getKey();
      space.outputs[at] = output;
      space.sizes[at++] = run.getValue();
      output += run.getValue();
    }
    return space;
  }

  /** Addresses that are physical already. */
  static DmaSpace untranslated(Mapping mapping, long base, long bytes) {
    DmaSpace space = new DmaSpace(mapping, 1);
    space.inputs[0] = base;
    space.outputs[0] = base;
    space.sizes[0] = bytes;
    return space;
  }

  /** What is mapped together: a leaf, or as many as share a contiguous hint. */
  static long unit(Mapping mapping) {
    TableGeometry geometry = stage1Geometry(mapping);
    int level = geometry.levelOf(mapping.page());
    return mapping.page() * (mapping.contiguous() ? geometry.contiguousEntries(level) : 1);
  }

  static TableGeometry stage1Geometry(Mapping mapping) {
    return new TableGeometry(granuleBits(mapping.page()), mapping.addressBits());
  }

  /** Of the granule whose tables have leaves of that size. */
  static int granuleBits(long page) {
    return switch (Long.numberOfTrailingZeros(page)) {
      case 16, 29 -> GRANULE_64K;
      case 14, 25 -> GRANULE_16K;
      default -> GRANULE_4K;
    };
  }

  Mapping mapping() {
    return mapping;
  }

  int runs() {
    return inputs.length;
  }

  long input(int run) {
    return inputs[run];
  }

  long output(int run) {
    return outputs[run];
  }

  long bytes(int run) {
    return sizes[run];
  }

  long physical(long input) {
    int low = 0;
    int high = inputs.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (inputs[middle] <= input) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return outputs[low] + input - inputs[low];
  }

  /** Where memory for data comes from. */
  static final class Frames {
    private final long end;
    private long next;

    Frames(long base, long bytes) {
      this.next = base;
      this.end = base + bytes;
    }

    long allocate(long bytes, long alignment) {
      long address = (next + alignment - 1) / alignment * alignment;
      long whole = (bytes + alignment - 1) / alignment * alignment;
      if (whole > end - address) {
        throw new IllegalArgumentException(
            "the working sets need more than there is, expected room for them in memory.dma.size");
      }
      next = address + whole;
      return address;
    }
  }
}
