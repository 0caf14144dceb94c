package io.pilsim.hardware.smmu;

/** Where a bus master has its addresses translated. */
public interface StreamPort {
  /** Fires the access when it has been answered: translated, or refused. */
  void translate(StreamAccess access);

  /** The transaction of an answered access is over; called by the access itself. */
  void release(StreamAccess access);
}
