package io.pilsim.software.hypervisor;

import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.routine.Routine;

/**
 * What changes hands when a processor starts or stops: its carveout, out of Linux's stage 2 and
 * back, and the SMMU's translation for it. It is the frame of its routines.
 *
 * <p><b>Models:</b> a start that fails puts everything back; a stop that has failed somewhere can
 * be run again, and does what is left of it.
 */
final class Takeover {
  private final ProcessorContexts contexts;
  private final RadixTables stage2;
  private final RangeWork stage2Work;
  private QheeImage image;

  Takeover(QheeParams params, ProcessorContexts contexts, RadixTables stage2, QheeImage first) {
    this.contexts = contexts;
    this.stage2 = stage2;
    this.stage2Work = new RangeWork(params, stage2.geometry().pageSizes());
    this.image = first;
  }

  QheeImage image() {
    return image;
  }

  /** Says whose memory is meant from now on. */
  void of(QheeImage image) {
    this.image = image;
  }

  Routine<Takeover> start() {
    Routine<Takeover> giveBack =
        Routine.<Takeover>named("give_back_range")
            .act("taken", takeover -> stage2Work.beginDone())
            .call(stage2Work.map(), takeover -> stage2Work)
            .build();
    Routine<Takeover> close =
        Routine.<Takeover>named("close")
            .call(contexts.close(), takeover -> contexts.of(image))
            .build();
    return Routine.<Takeover>named("start")
        .act("carveout", Takeover::beginStage2)
        .undo(giveBack)
        .call(stage2Work.remove(), takeover -> stage2Work)
        .call(contexts.open(), takeover -> contexts.of(image))
        .undo(close)
        .act("release_reset", Takeover::release)
        .build();
  }

  Routine<Takeover> stop() {
    return Routine.<Takeover>named("stop")
        .callIf(takeover -> image.isMapped(), contexts.close(), takeover -> contexts.of(image))
        .act("carveout", Takeover::beginStage2)
        .call(stage2Work.map(), takeover -> stage2Work)
        .build();
  }

  /** Whether the processor, or nobody, has anything of what a stop gives back. */
  boolean isBegun() {
    return image.isMapped() || isTaken(image);
  }

  /** Whether any of a carveout is out of Linux's stage 2: it goes, and comes, from its start on. */
  boolean isTaken(QheeImage which) {
    QheeImage.Range carveout = which.carveout;
    long last = carveout.base() + carveout.bytes() - 1;
    return stage2.leafSizeAt(carveout.base()) == 0 || stage2.leafSizeAt(last) == 0;
  }

  private int beginStage2() {
    stage2Work.begin(stage2, image.carveout);
    return 0;
  }

  private int release() {
    image.reset.release();
    return 0;
  }
}
