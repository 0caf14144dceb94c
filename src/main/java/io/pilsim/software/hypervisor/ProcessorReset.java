package io.pilsim.software.hypervisor;

/** The reset of a processor, which the hypervisor holds back until memory is in place. */
public interface ProcessorReset {
  /** Carries out the release that TrustZone has asked for. */
  void release();
}
