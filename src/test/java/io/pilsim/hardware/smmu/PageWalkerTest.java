package io.pilsim.hardware.smmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PageWalkerTest {
  private static final long SETUP_PS = 3 * 1_000;
  private static final long READ_PS = 50_000;
  private static final TableGeometry GEOMETRY = new TableGeometry(12, 48);
  private static final long ROOT = 0x1000;
  private static final long PAGE_VA = 0x12_3456_7abcL;
  private static final long BLOCK_VA = 0x12_3478_9abcL;
  private static final long UNMAPPED_VA = 0x12_3456_8000L;

  private final Simulator sim = new HeapSimulator();
  private final StatGroup stats = new StatGroup("smmu.walker");
  private final Memory memory = new Memory();
  private final PageWalker walker =
      new PageWalker(
          new WalkerParams(1, new Cycles(3)), new ClockDomain("smmu", 1_000), memory, sim, stats);

  PageWalkerTest() {
    memory.write(ROOT + 0 * 8, 0x2000 | 0b11); // bits 47:39 of all addresses are 0
    memory.write(0x2000 + 0x48 * 8, 0x3000 | 0b11); // 0x12_3456_7abc >> 30 is 0x48
    memory.write(0x3000 + 0x1a2 * 8, 0x4000 | 0b11); // bits 29:21
    memory.write(0x4000 + 0x167 * 8, 0x8765_4000L | 0b11); // bits 20:12
    memory.write(0x3000 + 0x1a3 * 8, 0x9_8760_0000L | 0b01);
  }

  @Test
  void pageTakesSetupPlusOneReadPerLevel() {
    Probe probe = new Probe();
    walker.walk(GEOMETRY, ROOT, PAGE_VA, probe);
    probe.assertFiresExactlyAt(SETUP_PS + 4 * READ_PS);
    assertEquals(0x8765_4abcL, probe.outputAddress());
    assertEquals(3, probe.level());
  }

  @Test
  void twoMegabyteBlockSavesTheLastRead() {
    Probe probe = new Probe();
    walker.walk(GEOMETRY, ROOT, BLOCK_VA, probe);
    probe.assertFiresExactlyAt(SETUP_PS + 3 * READ_PS);
    assertEquals(0x9_8760_0000L | 0x18_9abc, probe.outputAddress());
    assertEquals(2, probe.level());
  }

  @Test
  void invalidDescriptorFaultsAtItsLevel() {
    Probe probe = new Probe();
    walker.walk(GEOMETRY, ROOT, UNMAPPED_VA, probe);
    probe.assertFiresExactlyAt(SETUP_PS + 4 * READ_PS);
    assertTrue(probe.isFault());
    assertEquals(3, probe.level());
    assertEquals(1, count("faults"));
  }

  @Test
  void addressBeyondTheTablesFaultsWithoutARead() {
    Probe probe = new Probe();
    walker.walk(GEOMETRY, ROOT, 1L << 48, probe);
    probe.assertFiresExactlyAt(SETUP_PS);
    assertTrue(probe.isFault());
    assertEquals(0, count("table_reads"));
  }

  @Test
  void anUpdateWhileTheReadIsInFlightIsSeen() {
    Probe probe = new Probe();
    walker.walk(GEOMETRY, ROOT, UNMAPPED_VA, probe);
    sim.runUntil(SETUP_PS + 4 * READ_PS - 1);
    memory.write(0x4000 + 0x168 * 8, 0x7000 | 0b11);
    sim.runUntil(SETUP_PS + 4 * READ_PS);
    assertFalse(probe.isFault());
    assertEquals(0x7000, probe.outputAddress());
  }

  @Test
  void secondWalkWaitsForTheOnlySlot() {
    Probe first = new Probe();
    Probe second = new Probe();
    walker.walk(GEOMETRY, ROOT, PAGE_VA, first);
    walker.walk(GEOMETRY, ROOT, PAGE_VA, second);
    second.assertFiresExactlyAt(2 * (SETUP_PS + 4 * READ_PS));
    assertEquals(2, count("walks"));
    assertEquals(8, count("table_reads"));
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void walksAllocateNothing() {
    Probe probe = new Probe();
    long bytes =
        Allocation.bytesOf(
            100_000,
            () -> {
              walker.walk(GEOMETRY, ROOT, PAGE_VA, probe);
              sim.runUntil(sim.nowPs() + 1_000_000);
            });
    assertTrue(bytes < 1_024, bytes + " bytes");
    assertEquals(200_000, count("translations"));
  }

  private long count(String name) {
    return stats.entries().stream()
        .filter(entry -> entry.path().equals("smmu.walker." + name))
        .map(entry -> ((Counter) entry.stat()).value())
        .findFirst()
        .orElseThrow();
  }

  /** One read at a time, which is what one slot needs. */
  private final class Memory extends Event implements TablePort {
    private final long[] words = new long[0x5000 / 8];
    private long address;
    private TableRead reader;

    Memory() {
      super(Phase.COMPLETE);
    }

    void write(long address, long descriptor) {
      words[(int) (address >> 3)] = descriptor;
    }

    @Override
    public void readEntry(long entryAddress, TableRead done) {
      address = entryAddress;
      reader = done;
      sim.after(READ_PS, this);
    }

    @Override
    protected void fire(long nowPs) {
      reader.deliver(words[(int) (address >> 3)]);
      sim.after(0, reader);
    }
  }

  private final class Probe extends Translation {
    private long firedAtPs = -1;

    Probe() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {
      firedAtPs = nowPs;
    }

    void assertFiresExactlyAt(long expectedPs) {
      sim.runUntil(expectedPs - 1);
      assertEquals(-1, firedAtPs, "fired early");
      sim.runUntil(expectedPs);
      assertEquals(expectedPs, firedAtPs);
    }
  }
}
