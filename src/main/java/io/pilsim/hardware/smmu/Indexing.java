package io.pilsim.hardware.smmu;

/** By which bits of an address an entry is filed in its set, and by which it is looked for. */
public enum Indexing {
  /**
   * By the number of the entry's own page, whatever its size; one probe per size that is present.
   * An entry is found from every address inside its page.
   */
  OWN_SIZE,
  /**
   * Filed by the granule at the base of the page, looked for by the granule accessed: in a cache of
   * several sets a large page is missed from most of its addresses. What gem5's SMMUv3 TLBs do.
   */
  ACCESSED_GRANULE,
  /**
   * Filed by the entry's own size, looked for by the granule's: an entry smaller than the granule
   * is found by luck. What gem5's SMMUv3 walk cache does.
   */
  OWN_SIZE_THEN_GRANULE
}
