package io.pilsim.software.hypervisor;

import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.routine.Routine;
import java.util.List;

/**
 * A range of addresses mapped to themselves, or taken out, in one set of tables; as rows.
 *
 * <p><b>Models:</b> the largest leaves that fit, blocks split where the range begins or ends inside
 * one, one invalidation for each leaf taken out and for each block split. Mapping passes over what
 * is there already, so that it can go on where it was broken off.
 *
 * <p><b>Does not model:</b> blocks joined again when a range comes back.
 */
final class RangeWork {
  private final QheeParams params;
  private final List<Long> leafSizes;
  private RadixTables tables;
  private long start;
  private long cursor;
  private long end;
  private long attributes;
  private int leaves;
  private int newTables;
  private int splits;

  RangeWork(QheeParams params, List<Long> leafSizes) {
    this.params = params;
    this.leafSizes = List.copyOf(leafSizes);
  }

  void begin(RadixTables tables, QheeImage.Range range) {
    this.tables = tables;
    this.start = range.base();
    this.cursor = range.base();
    this.end = range.base() + range.bytes();
    this.attributes = range.attributes();
  }

  /** Begins anew with what has been done of the range. */
  int beginDone() {
    end = cursor;
    cursor = start;
    return 0;
  }

  /** Maps the range, run by run. */
  Routine<RangeWork> map() {
    Routine<RangeWork> run =
        Routine.<RangeWork>named("run")
            .compute("call", params.mapCall())
            .act("write_descriptors", RangeWork::mapRun)
            .work("write_ptes", params.writePte().modelPath(), RangeWork::writePs)
            .work("allocate_tables", params.allocateTable().modelPath(), RangeWork::allocatePs)
            .build();
    return Routine.<RangeWork>named("map_range")
        .callWhile(RangeWork::hasMore, run, work -> work)
        .build();
  }

  /** Takes the range out, run by run. */
  Routine<RangeWork> remove() {
    Routine<RangeWork> run =
        Routine.<RangeWork>named("run")
            .act("split_blocks", RangeWork::splitToFit)
            .work("write_tables", params.splitBlock().modelPath(), RangeWork::splitPs)
            .act("clear_descriptors", RangeWork::clearRun)
            .work("clear_ptes", params.clearPte().modelPath(), RangeWork::clearPs)
            .work("tlbi_ipa", params.tlbiIpa().modelPath(), RangeWork::invalidatePs)
            .build();
    return Routine.<RangeWork>named("remove_range")
        .callWhile(RangeWork::hasMore, run, work -> work)
        .build();
  }

  private boolean hasMore() {
    return cursor < end;
  }

  private int mapRun() {
    leaves = 0;
    newTables = 0;
    long present = tables.leafSizeAt(cursor);
    if (present > 0) {
      cursor = (cursor | (present - 1)) + 1;
      return 0;
    }
    long before = tables.tablesAllocated();
    long leaf = largestLeaf();
    long next = nextLarger(leaf);
    long upTo = next == 0 ? end : Math.min(end, (cursor | (next - 1)) + 1);
    int count = (int) ((upTo - cursor) / leaf);
    leaves = tables.map(cursor, cursor, leaf, count, attributes);
    if (leaves < 0) {
      return leaves;
    }
    newTables = (int) (tables.tablesAllocated() - before);
    cursor += leaves * leaf;
    return 0;
  }

  private int splitToFit() {
    splits = 0;
    long leaf = tables.leafSizeAt(cursor);
    while (leaf > 0 && ((cursor & (leaf - 1)) != 0 || cursor + leaf > end)) {
      leaf = tables.split(cursor);
      splits++;
    }
    return 0;
  }

  private int clearRun() {
    long leaf = tables.leafSizeAt(cursor);
    if (leaf == 0) {
      leaves = 0;
      cursor = end;
      return 0;
    }
    leaves = 0;
    while (cursor < end && tables.leafSizeAt(cursor) == leaf && cursor + leaf <= end) {
      tables.unmap(cursor, leaf, 1);
      leaves++;
      cursor += leaf;
    }
    return 0;
  }

  private long largestLeaf() {
    long best = leafSizes.get(0);
    for (long size : leafSizes) {
      if ((cursor & (size - 1)) == 0 && cursor + size <= end) {
        best = size;
      }
    }
    return best;
  }

  private long nextLarger(long leaf) {
    for (long size : leafSizes) {
      if (size > leaf) {
        return size;
      }
    }
    return 0;
  }

  private long writePs() {
    return params.writePte().timesPs(leaves);
  }

  private long allocatePs() {
    return params.allocateTable().timesPs(newTables);
  }

  private long splitPs() {
    return params.splitBlock().timesPs(splits) + params.tlbiIpa().timesPs(splits);
  }

  private long clearPs() {
    return params.clearPte().timesPs(leaves);
  }

  private long invalidatePs() {
    return params.tlbiIpa().timesPs(leaves);
  }
}
