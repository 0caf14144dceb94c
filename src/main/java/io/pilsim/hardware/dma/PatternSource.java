package io.pilsim.hardware.dma;

/** Requests of one size, at the addresses of a pattern; the writes among them evenly spread. */
public final class PatternSource implements RequestSource {
  private static final int PERCENT = 100;

  private final AddressPattern pattern;
  private final Arrivals arrivals;
  private final int bytes;
  private final int writePercent;
  private long left;
  private long duePs;
  private long iova;
  private int writeShare;

  /** So many requests, the first of them one gap after the start of the run. */
  public PatternSource(
      AddressPattern pattern, Arrivals arrivals, int bytes, int writePercent, long requests) {
    if (bytes < 1 || writePercent < 0 || writePercent > PERCENT || requests < 0) {
      throw new IllegalArgumentException(
          "need bytes, 0 to 100 % writes and no negative number of requests");
    }
    this.pattern = pattern;
    this.arrivals = arrivals;
    this.bytes = bytes;
    this.writePercent = writePercent;
    this.left = requests;
  }

  @Override
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    long gapPs = arrivals.gapPs();
    duePs = gapPs == AT_ONCE ? AT_ONCE : duePs + gapPs;
    iova = pattern.next();
    writeShare = (writeShare >= PERCENT ? writeShare - PERCENT : writeShare) + writePercent;
    return true;
  }

  @Override
  public long duePs() {
    return duePs;
  }

  @Override
  public long iova() {
    return iova;
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public boolean isWrite() {
    return writeShare >= PERCENT;
  }
}
