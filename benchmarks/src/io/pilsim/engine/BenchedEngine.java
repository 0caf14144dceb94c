package io.pilsim.engine;

import umontreal.ssj.simevents.eventlist.Henriksen;

/** The engines that are measured: ours, and SSJ with its usual list and with the other good one. */
public enum BenchedEngine {
  WHEEL,
  HEAP,
  REFERENCE,
  SSJ,
  SSJ_HENRIKSEN;

  Simulator create() {
    return switch (this) {
      case WHEEL -> new WheelSimulator();
      case HEAP -> new HeapSimulator();
      case REFERENCE -> new ReferenceSimulator();
      case SSJ -> new SsjSimulator();
      case SSJ_HENRIKSEN -> new SsjSimulator(LookAhead.ON, new Henriksen());
    };
  }
}
