package io.pilsim.engine;

/** The engines; all fire the same events in the same order. */
public enum EngineKind {
  /** {@link WheelSimulator}. */
  WHEEL,
  /** {@link HeapSimulator}. */
  HEAP,
  /** {@link ReferenceSimulator}: slow, the oracle of the others. */
  REFERENCE;

  /** The fastest on delays recorded from real runs. */
  public static final EngineKind DEFAULT = HEAP;

  public Simulator create() {
    return create(LookAhead.ON);
  }

  public Simulator create(LookAhead lookAhead) {
    return switch (this) {
      case WHEEL -> new WheelSimulator(lookAhead);
      case HEAP -> new HeapSimulator(lookAhead);
      case REFERENCE -> new ReferenceSimulator(lookAhead);
    };
  }
}
