package io.pilsim.hardware.memory;

import java.util.stream.LongStream;

/**
 * LPDDR memory: channels of banks with rows. Times are those of the data sheet.
 *
 * @param channels independent of each other, a power of two
 * @param banks of a channel, a power of two
 * @param bankGroups that the banks of a channel belong to, a power of two
 * @param rowBytes of a row of one bank, a power of two
 * @param interleaveBytes how much stays in a channel before the next one's turn, a power of two
 * @param burstBytes of one burst, a power of two
 * @param policy what becomes of a row after an access
 * @param pathPs from a master to the banks and back, both ways together
 * @param times of the cells
 */
public record BankedParams(
    int channels,
    int banks,
    int bankGroups,
    int rowBytes,
    int interleaveBytes,
    int burstBytes,
    RowPolicy policy,
    long pathPs,
    Times times) {

  /** Whether a row stays open for the next access, or is closed at once. */
  public enum RowPolicy {
    OPEN,
    CLOSED
  }

  /**
   * The data sheet's times.
   *
   * @param rcd activate to column command (tRCD)
   * @param cl column command to data (tCL)
   * @param rp precharge to activate (tRP)
   * @param ras activate to precharge (tRAS)
   * @param burst data of one burst (tBURST)
   * @param ccdL column commands of one bank group (tCCD_L)
   * @param rrd activates of one channel (tRRD)
   * @param xaw a window of four activates of one channel (tXAW)
   * @param wr end of write data to precharge (tWR)
   * @param rfc a refresh (tRFC)
   * @param refi from one refresh to the next (tREFI)
   */
  public record Times(
      long rcd,
      long cl,
      long rp,
      long ras,
      long burst,
      long ccdL,
      long rrd,
      long xaw,
      long wr,
      long rfc,
      long refi) {
    public Times {
      if (LongStream.of(rcd, cl, rp, ras, burst, ccdL, rrd, xaw, wr, rfc).min().orElse(0) < 0
          || refi <= rfc) {
        throw new IllegalArgumentException("times must not be negative, and refi beyond rfc");
      }
    }
  }

  public BankedParams {
    powerOfTwo("channels", channels);
    powerOfTwo("banks", banks);
    powerOfTwo("bank groups", bankGroups);
    powerOfTwo("row bytes", rowBytes);
    powerOfTwo("interleave bytes", interleaveBytes);
    powerOfTwo("burst bytes", burstBytes);
    if (bankGroups > banks || burstBytes > interleaveBytes || pathPs < 0) {
      throw new IllegalArgumentException(
          "groups must not outnumber banks, nor a burst exceed the interleave, nor time run back");
    }
  }

  private static void powerOfTwo(String what, int value) {
    if (Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(what + " must be a power of two: " + value);
    }
  }
}
