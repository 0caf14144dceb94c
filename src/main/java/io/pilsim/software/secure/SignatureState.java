package io.pilsim.software.secure;

/** What can be said of the signature of an image. */
public enum SignatureState {
  /** One of ours, and it fits. */
  VALID,
  /** One of ours, spoilt, or over something else. */
  INVALID,
  /** There is something, of a kind that is not modelled. */
  UNRECOGNISED,
  /** There is nothing. */
  ABSENT
}
