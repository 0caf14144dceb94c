package io.pilsim.hardware.fabric;

/**
 * Who accesses memory, or owns a part of it.
 *
 * @param id tells masters apart: 0 and 1 are the operating system and TrustZone
 */
public record Master(int id, String name) {
  public static final Master HLOS = new Master(0, "hlos");
  public static final Master TZ = new Master(1, "tz");
  private static final int FIRST_DSP = 2;

  /** The n-th remote processor, from 0. */
  public static Master dsp(int n, String name) {
    return new Master(FIRST_DSP + n, name);
  }
}
