package io.pilsim.software.linux.iommu;

/**
 * The frame of mapping a range and of unmapping it again, and what that took. Reused by its owner.
 */
public final class Mapping {
  private long iova;
  private long physical;
  private long bytes;
  private long attributes;
  long mapped;
  long unmapped;
  long unmapTarget;
  boolean stuck;
  long page;
  int run;
  int newTables;
  int removedTables;
  long calls;
  long leaves;
  long tables;
  long tablesReached;
  final SyncPoll sync = new SyncPoll();

  /** Says what the next {@code iommu_map} is to map. */
  public void range(long iova, long physical, long bytes, long attributes) {
    this.iova = iova;
    this.physical = physical;
    this.bytes = bytes;
    this.attributes = attributes;
    this.calls = 0;
    this.leaves = 0;
    this.tables = 0;
    this.tablesReached = 0;
  }

  /** Makes the range longer by one that goes on where it ends, if it does and is alike. */
  public boolean extend(Mapping next) {
    boolean adjoins =
        next.iova == iova + bytes
            && next.physical == physical + bytes
            && next.attributes == attributes;
    bytes += adjoins ? next.bytes : 0;
    return adjoins;
  }

  /** Says what the next {@code iommu_unmap} is to unmap, of whatever mapped it. */
  public void mappedRange(long iova, long bytes) {
    range(iova, iova, bytes, 0);
    mapped = bytes;
  }

  public long iova() {
    return iova;
  }

  public long physical() {
    return physical;
  }

  public long bytes() {
    return bytes;
  }

  long attributes() {
    return attributes;
  }

  /** Bytes that are mapped now. */
  public long mappedBytes() {
    return mapped;
  }

  /** Bytes that the last unmap took out. */
  public long unmappedBytes() {
    return unmapped;
  }

  /** Calls of {@code map_pages}. */
  public long calls() {
    return calls;
  }

  /** Page and block descriptors written. */
  public long leaves() {
    return leaves;
  }

  /** Tables below the root through which the range is reached, whoever had them allocated. */
  public long tablesReached() {
    return tablesReached;
  }

  /** Tables allocated for it, the root not counted. */
  public long tables() {
    return tables;
  }
}
