package io.pilsim.software.linux.tzmem;

/**
 * A pool of memory that TrustZone may be shown.
 *
 * @param policy how it grows
 * @param increment the factor of {@link TzmemPolicy#MULTIPLIER}
 * @param maxBytes no growth beyond; zero for no limit
 * @param pageBytes the kernel's page, to which every request is rounded up
 */
public record TzmemParams(TzmemPolicy policy, int increment, long maxBytes, long pageBytes) {
  public TzmemParams {
    if (Long.bitCount(pageBytes) != 1 || maxBytes < 0 || increment < 0) {
      throw new IllegalArgumentException("pages must be a power of two, limits not negative");
    }
  }
}
