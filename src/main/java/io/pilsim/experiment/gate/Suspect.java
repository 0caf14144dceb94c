package io.pilsim.experiment.gate;

import io.pilsim.platform.model.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that is not as it was when the baseline was accepted.
 *
 * @param name of a leaf or of a setting that names input files; or {@code pilsim}, {@code model}
 * @param before as the baseline has it; empty where that says nothing
 * @param now as it is now
 * @param origin where that was said
 * @param variants in which it differs
 * @param share of the change of the first failing (or else changed) metric that goes away when this
 *     alone is put back as it was; empty where that was not tried
 */
public record Suspect(
    Kind kind,
    String name,
    String before,
    String now,
    Optional<Origin> origin,
    List<String> variants,
    OptionalDouble share) {
  /** What is suspected. */
  public enum Kind {
    /** A number of the platform. */
    LEAF,
    /** An input file. */
    INPUT,
    /** The platform, though no leaf that was read differs. */
    MODEL,
    /** The program itself. */
    PROGRAM
  }

  public Suspect {
    variants = List.copyOf(variants);
  }

  Suspect with(double found) {
    return new Suspect(kind, name, before, now, origin, variants, OptionalDouble.of(found));
  }
}
