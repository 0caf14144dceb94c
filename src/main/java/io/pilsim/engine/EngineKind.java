package io.pilsim.engine;

import io.pilsim.engine.trace.TraceSink;

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
    return create(lookAhead, TraceSink.NONE);
  }

  /** An engine whose components tell what they do. */
  public Simulator create(TraceSink trace) {
    return create(LookAhead.ON, trace);
  }

  private Simulator create(LookAhead lookAhead, TraceSink trace) {
    return switch (this) {
      case WHEEL -> new WheelSimulator(lookAhead, trace);
      case HEAP -> new HeapSimulator(lookAhead, trace);
      case REFERENCE -> new ReferenceSimulator(lookAhead, trace);
    };
  }
}
