package io.pilsim.engine;

/** The engines that are measured: ours, and SSJ with its usual list. */
public enum BenchedEngine {
  WHEEL,
  HEAP,
  REFERENCE,
  SSJ;

  Simulator create() {
    return switch (this) {
      case WHEEL -> new WheelSimulator();
      case HEAP -> new HeapSimulator();
      case REFERENCE -> new ReferenceSimulator();
      case SSJ -> new SsjSimulator();
    };
  }
}
