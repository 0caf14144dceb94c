package io.pilsim.platform.scenario;

/**
 * The firmware calls of another VM.
 *
 * @param everyPs from the beginning of one to that of the next
 * @param holdingPs how long each holds TrustZone's lock
 */
public record GuestSmc(long everyPs, long holdingPs) {
  static final String EVERY = "workload.guest_smc.every";
  static final String HOLDING = "workload.guest_smc.holding";
}
