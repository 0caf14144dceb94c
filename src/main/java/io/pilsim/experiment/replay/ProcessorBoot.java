package io.pilsim.experiment.replay;

/** A boot of a remote processor, as the kernel's messages have it. */
public record ProcessorBoot(String processor, long fromNs, long toNs) {
  public long tookNs() {
    return toNs - fromNs;
  }
}
