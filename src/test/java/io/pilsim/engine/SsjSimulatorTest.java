package io.pilsim.engine;

final class SsjSimulatorTest extends SimulatorContract {
  @Override
  Simulator create(LookAhead lookAhead) {
    return new SsjSimulator(lookAhead);
  }
}
