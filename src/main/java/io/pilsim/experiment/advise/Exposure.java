package io.pilsim.experiment.advise;

/**
 * What a device can still reach that it no longer should.
 *
 * @param ns for how long at the most; infinite where it always can
 * @param bytes how much at the most
 */
public record Exposure(double ns, double bytes) {
  public static final Exposure NONE = new Exposure(0, 0);

  /** Nothing is known of it. */
  public static final Exposure UNKNOWN = new Exposure(Double.NaN, Double.NaN);

  public boolean isKnown() {
    return !Double.isNaN(ns);
  }

  public boolean isAlways() {
    return Double.isInfinite(ns);
  }

  /** Neither longer nor more; what is unknown is as bad as can be. */
  boolean atMost(Exposure other) {
    return !other.isKnown() || (isKnown() && ns <= other.ns && bytes <= other.bytes);
  }
}
