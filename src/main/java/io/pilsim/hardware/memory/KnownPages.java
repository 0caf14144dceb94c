package io.pilsim.hardware.memory;

/**
 * Which page of written words stands at an address, for those looked up lately: what is asked for
 * again and again, page tables above all, is not searched for among the extents each time.
 */
final class KnownPages {
  private static final int PAGE_BITS = 12;
  private static final int PLACES = 1 << 10;

  private final long[] bases = new long[PLACES];
  private final long[] ages = new long[PLACES]; // of the entry; it is only good in its own age
  private final Extent.Written[] pages = new Extent.Written[PLACES];
  private long age = 1;

  Extent.Written find(long base) {
    int place = place(base);
    return bases[place] == base && ages[place] == age ? pages[place] : null;
  }

  void add(long base, Extent.Written page) {
    int place = place(base);
    bases[place] = base;
    ages[place] = age;
    pages[place] = page;
  }

  /** Something else may stand anywhere now. */
  void forget() {
    age++;
  }

  private static int place(long base) {
    return (int) (base >>> PAGE_BITS) & (PLACES - 1);
  }
}
