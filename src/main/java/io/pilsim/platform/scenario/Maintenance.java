package io.pilsim.platform.scenario;

/** How invalidations reach the SMMU. */
public enum Maintenance implements Word {
  /** As the SMMU has it: registers of an SMMUv2, the one command queue of an SMMUv3. */
  NATIVE("native"),
  /** By a command queue of an SMMUv3 for each CPU (ECMDQ). */
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
