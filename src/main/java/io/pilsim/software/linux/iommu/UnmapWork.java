package io.pilsim.software.linux.iommu;

/**
 * What taking mappings out of a domain has cost so far.
 *
 * @param calls of {@code unmap_pages}
 * @param leaves page and block descriptors cleared
 * @param invalidations written, by page, block or address space
 * @param syncs waits for them
 */
public record UnmapWork(long calls, long leaves, long invalidations, long syncs) {
  public static final UnmapWork NONE = new UnmapWork(0, 0, 0, 0);

  /** What has come since an earlier look. */
  public UnmapWork since(UnmapWork earlier) {
    return new UnmapWork(
        calls - earlier.calls,
        leaves - earlier.leaves,
        invalidations - earlier.invalidations,
        syncs - earlier.syncs);
  }
}
