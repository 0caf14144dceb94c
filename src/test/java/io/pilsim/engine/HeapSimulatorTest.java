package io.pilsim.engine;

final class HeapSimulatorTest extends SimulatorContract {
  @Override
  Simulator create(LookAhead lookAhead) {
    return new HeapSimulator(lookAhead);
  }
}
