package io.pilsim.engine;

final class WheelSimulatorTest extends SimulatorContract {
  @Override
  Simulator create(LookAhead lookAhead) {
    return new WheelSimulator(lookAhead);
  }
}
