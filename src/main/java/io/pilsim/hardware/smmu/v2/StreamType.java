package io.pilsim.hardware.smmu.v2;

/** What happens to the accesses of a stream (S2CR.TYPE; for unmatched streams sCR0). */
public enum StreamType {
  TRANSLATE,
  BYPASS,
  FAULT
}
