package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.trace.TraceSink;

/** Tells of the walks of each slot, and of the table entries that they read. */
final class WalkTimeline {
  private static final String[] STAGE1 = {
    "read stage 1 level 0", "read stage 1 level 1", "read stage 1 level 2", "read stage 1 level 3"
  };
  private static final String[] STAGE2 = {
    "read stage 2 level 0", "read stage 2 level 1", "read stage 2 level 2", "read stage 2 level 3"
  };

  private final Simulator sim;
  private final TraceSink trace;
  private final boolean traced;
  private final int[] tracks;

  /**
   * @param smmu its path in statistics
   */
  WalkTimeline(int slots, Simulator sim, String smmu) {
    this.sim = sim;
    this.trace = sim.trace();
    this.traced = trace.isOn();
    this.tracks = new int[slots];
    for (int i = 0; i < slots; i++) {
      tracks[i] = trace.track(smmu, smmu + ".walker" + i);
    }
  }

  /** The walk has got its slot. */
  void begin(Walk walk) {
    if (traced) {
      String name = walk.isDemanded() ? "walk" : "fetch ahead";
      trace.begin(tracks[walk.place], name, sim.nowPs(), walk.flow);
    }
  }

  void reads(Walk walk) {
    if (traced) {
      boolean stage1 = walk.step == Walk.Step.READ_STAGE1;
      String name = stage1 ? STAGE1[walk.level1] : STAGE2[walk.level2];
      trace.begin(tracks[walk.place], name, sim.nowPs(), TraceSink.NO_FLOW);
    }
  }

  /** The read, or else the walk, is over. */
  void end(Walk walk) {
    if (traced) {
      trace.end(tracks[walk.place], sim.nowPs());
    }
  }
}
