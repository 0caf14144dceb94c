package io.pilsim.engine;

/** The engines; all fire the same events in the same order. */
public enum EngineKind {
  HEAP;

  public Simulator create() {
    return switch (this) {
      case HEAP -> new HeapSimulator();
    };
  }
}
