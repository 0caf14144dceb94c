package io.pilsim.experiment;

import java.util.List;

/**
 * The result of a study of one scenario. Holds nothing that differs when it is run again.
 *
 * @param assumed full paths of the assumed values that any variant read
 */
public record ResultRecord(
    String scenario,
    String platform,
    Hashes hashes,
    long seed,
    List<VariantResult> variants,
    List<String> assumed,
    LawCheck laws,
    List<Verdict> expectations) {
  /** As the format's name stands in the file. */
  public static final String FORMAT = "pilsim-result/1";

  public ResultRecord {
    variants = List.copyOf(variants);
    assumed = List.copyOf(assumed);
    expectations = List.copyOf(expectations);
  }

  /** SHA-256 of what the result follows from. */
  public record Hashes(String scenario, String model, String inputs, String pilsim) {}

  /** What must hold of every run, whatever it does. */
  public record LawCheck(long checked, List<String> failed) {
    public LawCheck {
      failed = List.copyOf(failed);
    }
  }

  public boolean allMet() {
    return expectations.stream().allMatch(Verdict::met);
  }
}
