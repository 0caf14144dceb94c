package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.platform.scenario.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A workload of one thread whose device reads each page, and once more after the unmap. */
final class HotCase {
  static final long PAIRS = 20;
  static final long WARMUP = 4;
  private static final ModelFiles FILES = new ModelFiles(Path.of("model"));

  private final String platform;
  private ModelTree model;
  Stages stages = Stages.STAGE1;
  InvalidationMode mode = InvalidationMode.STRICT;
  Placement placement = Placement.ALIGNED;
  DeviceUse device = DeviceUse.TOUCH;
  Maintenance maintenance = Maintenance.NATIVE;
  Use use = Use.PER_CALL;
  boolean late = true;
  long bytes = 4096;
  long pairs = PAIRS;
  long warmup = WARMUP;
  int cpus = 1;
  int dsps;

  HotCase(String platform) {
    this.platform = platform;
    this.model = FILES.load(platform);
  }

  HotCase of(Stages which) {
    stages = which;
    return this;
  }

  HotCase set(String path, String value) {
    try {
      model = model.with(platform + "." + path, Quantity.parse(value), Origin.of("test"));
      return this;
    } catch (Quantity.Malformed e) {
      throw new AssertionError(e);
    }
  }

  long ps(String path) {
    return model.reader().durationPs(path);
  }

  HotWorkload workload() {
    return new HotWorkload(
        cpus,
        bytes,
        1,
        pairs,
        warmup,
        1L << 30,
        placement,
        stages,
        use,
        mode,
        maintenance,
        Set.of(MappingTrait.WALK_BY_CONTEXT),
        device,
        late,
        0,
        dsps);
  }

  /** What it shows; its laws hold. */
  List<Metric> run() {
    return HotBench.run(model, workload());
  }

  /** The same, not yet begun, with something between Linux and the SMMU's driver. */
  HotMachine machine(UnaryOperator<HotSmmu> driver) {
    return new HotMachine(
        workload(), model.reader(), new RandomStreams(1, 0), EngineKind.DEFAULT.create(), driver);
  }
}
