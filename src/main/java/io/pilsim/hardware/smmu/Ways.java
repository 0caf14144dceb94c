package io.pilsim.hardware.smmu;

/** Which ways of its set a new entry may take. */
public enum Ways {
  ANY,
  ALL_BUT_LAST,
  LAST
}
