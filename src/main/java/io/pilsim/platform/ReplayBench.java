package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.flow.ReplayDevice;
import io.pilsim.flow.ReplayFlow;
import io.pilsim.flow.TraceTask;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.v2.StreamType;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.software.linux.KernelTrace;
import io.pilsim.software.linux.iommu.Attachment;
import io.pilsim.software.linux.iommu.IommuDomain;
import io.pilsim.software.linux.iommu.SmmuDriver;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Mutex;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Tasks of a kernel trace on a modelled chip with an MMU-500 and Linux at EL2. */
public final class ReplayBench {
  /**
   * A device of the trace.
   *
   * @param openAtStart whether it had its own domain before the trace began
   */
  public record Device(String name, boolean openAtStart) {}

  /**
   * What a replay showed.
   *
   * @param tookPs how long each step of each task took
   * @param endPs when the last one was over
   * @param failed steps that ended with an error
   */
  public record Outcome(
      List<ReplayDevice> devices,
      List<long[]> tookPs,
      long endPs,
      long failed,
      SortedSet<String> leavesRead) {}

  private static final long LIMIT_PS = Long.MAX_VALUE / 2;

  private final ModelTree model;
  private final List<Device> devices;

  public ReplayBench(ModelTree model, List<Device> devices) {
    this.model = model;
    this.devices = List.copyOf(devices);
  }

  /** How many bits an address of a device may have. */
  public int inputBits() {
    return new LinuxReader(model.reader()).inputBits();
  }

  /** Throws when the platform cannot hold what the trace does. */
  public Outcome run(List<TraceTask> tasks, ReplayFlow.Pace pace) {
    InputErrors errors = new InputErrors();
    new ValueChecks(model, errors).check();
    errors.throwIfAny();
    try {
      return go(tasks, pace);
    } catch (BadInputException e) {
      throw e;
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw new BadInputException(
          "model/" + model.platform() + ": cannot hold what the trace does: " + e.getMessage());
    }
  }

  private Outcome go(List<TraceTask> tasks, ReplayFlow.Pace pace) {
    ModelReader reader = model.reader();
    Simulator sim = EngineKind.DEFAULT.create();
    RandomStreams random = new RandomStreams(1, 0);
    Hardware hardware =
        new Hardware(reader, ExceptionLevel.EL2, new FaultLog(List.of()), random, sim);
    List<ReplayDevice> wired = wire(reader, hardware);
    Mutex lock = new Mutex("scm", sim, hardware.group("scm.lock"));
    long attributes = LeafAttributes.stage1(true, false, LeafAttributes.MemoryType.CACHEABLE);
    ReplayFlow flow = new ReplayFlow(pace, wired, lock, attributes, sim);
    for (TraceTask task : tasks) {
      SoftThread thread =
          new SoftThread(task.name(), FaultPlan.NONE, hardware.core(task.cpu()), sim);
      flow.add(task, thread);
    }
    if (!flow.run(LIMIT_PS)) {
      throw new IllegalStateException("tasks of the trace wait for each other");
    }
    for (StatGroup group : hardware.stats) {
      if (!group.laws().broken().isEmpty()) {
        throw new AssertionError("broken laws: " + group.laws().broken());
      }
    }
    return new Outcome(wired, flow.tookPs(), sim.nowPs(), flow.failed(), reader.leavesRead());
  }

  private List<ReplayDevice> wire(ModelReader reader, Hardware hardware) {
    LinuxReader linux = new LinuxReader(reader);
    PageArea tables =
        new PageArea(
            hardware.memory,
            reader.address("memory.tables.base"),
            reader.bytes("memory.tables.size"));
    SmmuDriver driver =
        new SmmuDriver(
            linux.iommu(),
            Kernel.geometry(linux),
            hardware.memory,
            tables,
            hardware.smmu,
            new KernelTrace(false, hardware.sim),
            hardware.sim,
            hardware.group("iommu"));
    List<ReplayDevice> wired = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      String name = "device" + i; // names of a trace need not be steps of paths
      IommuDomain fallback = new IommuDomain(name + "_default", driver);
      fallback.openAtProbe();
      int stream = driver.takeStream();
      hardware.smmu.writeStreamMatch(stream, i, 0, true);
      hardware.smmu.writeStreamContext(stream, StreamType.FAULT, 0);
      fallback.addStream(stream);
      IommuDomain own = new IommuDomain(name, driver);
      if (devices.get(i).openAtStart()) {
        own.openAtProbe();
      }
      wired.add(
          new ReplayDevice(own, new Attachment(own, fallback), hardware.group("replay." + name)));
    }
    return wired;
  }
}
