package io.pilsim.hardware.smmu.v2;

/** A micro TLB miss on its way to the TCU and back. */
final class Miss extends Walk {
  private enum Where {
    TO_TCU,
    IN_TCU,
    TO_TBU
  }

  static final int NONE = -1;

  final Tbu tbu;
  private final Tcu tcu;
  private Where where;

  /** The first and the last of the transfers that wait for it. */
  int firstWaiting;

  int lastWaiting;
  boolean active;

  Miss(Tbu tbu, Tcu tcu, PageWalker walker) {
    super(walker);
    this.tbu = tbu;
    this.tcu = tcu;
  }

  void goToTcu() {
    where = Where.TO_TCU;
  }

  void stayInTcu() {
    where = Where.IN_TCU;
  }

  void goBack() {
    where = Where.TO_TBU;
  }

  @Override
  boolean isDemanded() {
    return true;
  }

  @Override
  void walked() {
    tcu.walked(this);
  }

  @Override
  void resume(long nowPs) {
    switch (where) {
      case TO_TCU -> tcu.arrive(this);
      case IN_TCU -> tcu.lookUp(this);
      case TO_TBU -> tbu.returned(this);
    }
  }
}
