package io.pilsim.experiment.replay;

/**
 * A firmware call of a trace.
 *
 * @param entries SMCs: more than one when it was interrupted, slept or found the firmware busy
 * @param result errno, zero when it went well
 */
public record FirmwareCall(
    int pid,
    int service,
    int command,
    long fromNs,
    long toNs,
    int entries,
    int result,
    long firstArgument) {
  public long tookNs() {
    return toNs - fromNs;
  }
}
