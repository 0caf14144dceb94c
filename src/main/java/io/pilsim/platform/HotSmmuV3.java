package io.pilsim.platform;

import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.platform.scenario.HotWorkload;

/** placeholder */
final class HotSmmuV3 implements HotSmmu {
  HotSmmuV3(HotChip chip, HotWorkload workload, DmaApiReader reader) {}

  @Override
  public TableGeometry geometry() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Space domain(String name, int streamId) {
    throw new UnsupportedOperationException();
  }
}
