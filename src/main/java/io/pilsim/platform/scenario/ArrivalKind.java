package io.pilsim.platform.scenario;

/** How the requests of an open loop arrive. */
public enum ArrivalKind implements Word {
  /** One in every period. */
  PERIODIC("periodic"),
  /** At random, each independent of the others. */
  POISSON("poisson");

  private final String word;

  ArrivalKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
