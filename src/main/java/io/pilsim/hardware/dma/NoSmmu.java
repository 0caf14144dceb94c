package io.pilsim.hardware.dma;

import io.pilsim.engine.Simulator;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;

/**
 * What a machine without an SMMU has in its place: masters know the physical addresses of their
 * data, in no time. What translation costs is measured against this.
 */
public final class NoSmmu implements StreamPort {
  private final Placement placement;
  private final Simulator sim;

  public NoSmmu(Placement placement, Simulator sim) {
    this.placement = placement;
    this.sim = sim;
  }

  @Override
  public void translate(StreamAccess access) {
    access.taken(this, sim.nowPs());
    access.translated(placement.physical(access.streamId(), access.iova()));
    sim.after(0, access);
  }

  @Override
  public void release(StreamAccess access) {}
}
