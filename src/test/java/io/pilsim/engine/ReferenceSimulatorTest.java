package io.pilsim.engine;

final class ReferenceSimulatorTest extends SimulatorContract {
  @Override
  Simulator create(LookAhead lookAhead) {
    return new ReferenceSimulator(lookAhead);
  }
}
