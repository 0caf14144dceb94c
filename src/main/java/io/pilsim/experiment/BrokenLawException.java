package io.pilsim.experiment;

import java.util.List;

/** A law of the simulation did not hold in a run: a fault of pilsim, whatever the scenario. */
public final class BrokenLawException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenLawException(String variant, List<String> laws) {
    super("variant " + variant + ": " + String.join("; ", laws));
  }
}
