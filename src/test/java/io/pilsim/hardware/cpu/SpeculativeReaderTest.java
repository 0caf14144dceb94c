package io.pilsim.hardware.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Reads at 0, 10, 20 and so on after the mapping; of them the first that matters is made. */
final class SpeculativeReaderTest {
  private static final Master DSP = Master.dsp(0, "dsp");
  private static final long BASE = 0x9000_0000L;
  private static final long BYTES = 0x10_0000;

  private final Simulator sim = EngineKind.HEAP.create();
  private final Firewall firewall = new Firewall(new StatGroup("xpu"));
  private final SpeculativeReader reader =
      new SpeculativeReader(OptionalLong.of(10), firewall, sim, new StatGroup("cpu"));

  @Test
  void theReadComesAtTheNextMultipleAfterTheRangeChangedHands() {
    sim.runUntil(3);
    reader.map(BASE, BYTES);
    sim.runUntil(25);
    firewall.assign(BASE + 4096, 4096, DSP);
    sim.runUntil(32);
    assertEquals(0, firewall.violations());
    sim.runUntil(33);
    assertEquals(1, firewall.violations());
    assertTrue(sim.runToQuiescence(Long.MAX_VALUE / 2), "and that is all");
    assertEquals(33, sim.nowPs());
    firewall.assign(BASE, 4096, DSP);
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(2, firewall.violations());
  }

  @Test
  void aMappedRangeThatStaysLinuxsKeepsNothingPending() {
    reader.map(BASE, BYTES);
    firewall.assign(BASE + BYTES, 4096, DSP);
    assertTrue(sim.runToQuiescence(Long.MAX_VALUE / 2));
    assertEquals(0, sim.nowPs());
  }

  @Test
  void whatIsUnmappedOrGivenBackInTimeIsNotRead() {
    reader.map(BASE, BYTES);
    firewall.assign(BASE, BYTES, DSP);
    reader.unmap(BASE);
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(0, firewall.violations());
    firewall.release(BASE, BYTES);
    reader.map(BASE, BYTES);
    firewall.assign(BASE, BYTES, DSP);
    firewall.release(BASE, BYTES);
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(0, firewall.violations());
  }

  @Test
  void mappingWhatIsAnothersAlreadyIsAsBad() {
    firewall.assign(BASE, BYTES, DSP);
    reader.map(BASE, BYTES);
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(1, firewall.violations());
    assertEquals(10, sim.nowPs());
  }

  @Test
  void neverIsNever() {
    SpeculativeReader none =
        new SpeculativeReader(OptionalLong.empty(), firewall, sim, new StatGroup("none"));
    none.map(BASE, BYTES);
    firewall.assign(BASE, BYTES, DSP);
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(0, firewall.violations());
  }
}
