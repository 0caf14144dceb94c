package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.platform.scenario.Host;
import io.pilsim.software.hypervisor.Qhee;
import io.pilsim.software.hypervisor.QheeImage;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.FaultPoint;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hypervisor's own rows, failing one after the other, in a boot and in a shutdown. */
final class HypervisorFaultsTest {
  private static final int EIO = -5;

  /** A machine that has not booted yet. */
  private static final class Machine {
    private final BootMachine machine = TestRun.adsp().under(Host.QHEE).machine();

    private int boot(FaultPlan faults) {
      return run(faults, machine.drivers.get(0).boot());
    }

    private int shutDown(FaultPlan faults) {
      return run(faults, machine.drivers.get(0).shutdown());
    }

    private int run(FaultPlan faults, Routine<RemoteProc> routine) {
      SoftThread thread =
          new SoftThread("thread", faults, machine.hardware.core(1), machine.hardware.sim);
      thread.start(routine, machine.drivers.get(0).proc(), new Ended());
      machine.hardware.sim.runToQuiescence(Long.MAX_VALUE / 2);
      return thread.result();
    }

    /** Asks TrustZone itself to stop the processor; the status says whether it ran. */
    private long stop() {
      Registers x = new Registers();
      x.set(0, 0x4200_0206L);
      x.set(2, 1);
      Routine<Registers> smc =
          Routine.<Registers>named("call")
              .trap("smc", machine.secure.monitor, registers -> registers)
              .build();
      SoftThread thread =
          new SoftThread("thread", FaultPlan.NONE, machine.hardware.core(1), machine.hardware.sim);
      thread.start(smc, x, new Ended());
      machine.hardware.sim.runToQuiescence(Long.MAX_VALUE / 2);
      return x.get(0);
    }

    private void assertGivenBack(String path) {
      QheeImage image = machine.hypervisorImages.get(0);
      assertEquals(0, image.leavesPresent(), path);
      assertFalse(((Qhee) machine.firmware).isTaken(image), path);
      assertEquals(0, machine.secure.monitor.bridges().count(), path);
      long carveout = machine.processors.get(0).input().carveoutBase();
      assertEquals("hlos", machine.hardware.firewall.ownerOf(carveout).name(), path);
      assertEquals(-10, stop(), path + " left the processor running");
    }
  }

  @Test
  void aBootThatFailsInTheHypervisorLeavesNothingBehind() {
    FaultPlan seen = FaultPlan.observing();
    assertEquals(0, new Machine().boot(seen));
    List<String> paths = own(seen);
    assertTrue(paths.stream().anyMatch(path -> path.endsWith("start.release_reset")));
    for (String path : paths) {
      Machine machine = new Machine();
      assertEquals(EIO, machine.boot(FaultPlan.at(path, EIO)), path);
      machine.assertGivenBack(path);
    }
  }

  @Test
  void aShutdownThatFailsAfterTrustZoneStoppedTheProcessorIsFinished() {
    FaultPlan seen = FaultPlan.observing();
    Machine well = new Machine();
    well.boot(FaultPlan.NONE);
    assertEquals(0, well.shutDown(seen));
    List<String> paths = own(seen);
    assertTrue(paths.stream().anyMatch(path -> path.endsWith("stop.map_range.run.write_ptes")));
    for (String path : paths) {
      if (path.matches(".*qhee_shutdown\\.(entry|inspect|find|smc)")) {
        continue; // TrustZone has not been asked: the processor runs on
      }
      Machine machine = new Machine();
      machine.boot(FaultPlan.NONE);
      assertEquals(EIO, machine.shutDown(FaultPlan.at(path, EIO)), path);
      machine.assertGivenBack(path);
    }
  }

  /** Rows of the hypervisor, those of TrustZone below it apart. */
  private static List<String> own(FaultPlan seen) {
    return seen.points().stream()
        .map(FaultPoint::path)
        .filter(path -> path.contains(".qhee_"))
        .filter(path -> !path.matches(".*\\.(init_image|auth_and_reset|pas_shutdown)\\..*"))
        .filter(path -> !path.matches(".*\\.bridge_(create|delete)\\..*"))
        .filter(path -> !path.contains("qhee_forward") && !path.contains("mem_setup"))
        .toList();
  }

  private static final class Ended extends Event {
    Ended() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {}
  }
}
