package io.pilsim.platform.scenario;

/** How invalidations reach the SMMU. */
public enum Maintenance implements Word {
  /** By registers of the domain's context bank, as an SMMUv2 has it. */
  REGISTERS("registers"),
  /** By the one command queue of an SMMUv3. */
  SHARED_QUEUE("shared-queue"),
  /** By a command queue for each CPU (ECMDQ). */
  QUEUE_PER_CPU("queue-per-cpu");

  private final String word;

  Maintenance(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
