package io.pilsim.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.software.linux.iova.IovaAllocator;
import io.pilsim.software.linux.iova.IovaParams;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.SoftThread;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What traffic does to the I/O addresses of rings: none is lost, and neighbours come apart. */
final class AgedAddressesTest {
  private static final int CHANNELS = 8;
  private static final int DESCRIPTORS = 8;
  private static final int PAGES = 64;
  private static final int TABLE = 512;
  private static final long LIMIT = (1 << 20) - 1;
  private static final Cost NOTHING = Cost.ofPs("test.nothing", 0);

  private final Simulator sim = new HeapSimulator();
  private final IovaAllocator allocator =
      new IovaAllocator(
          new IovaParams(NOTHING, NOTHING, NOTHING, NOTHING, Cost.ofPs("test.trim", 1_000_000)),
          new TopologyParams(CHANNELS, CHANNELS, 0, 0, 0, 0),
          1,
          1 << 20,
          CHANNELS,
          sim,
          new StatGroup("iova"),
          new StatGroup("lock"));

  private AgedAddresses aged(int channels, long moves) {
    Core core = new Core(0, ExceptionLevel.EL1, new ClockDomain("core", 1_000), sim);
    AgedAddresses aged =
        new AgedAddresses(
            new SoftThread("aging", FaultPlan.NONE, core, sim),
            allocator,
            LIMIT,
            new AgedAddresses.Rings(channels, DESCRIPTORS, PAGES, 2),
            new RandomStreams(1, 0).stream("interrupts"),
            sim);
    aged.pass(moves);
    return aged;
  }

  /** Tables that the pages of a descriptor lie in, on average. */
  private static double tablesOfADescriptor(AgedAddresses aged, int channels) {
    int tables = 0;
    for (int i = 0; i < channels; i++) {
      for (int k = 0; k < DESCRIPTORS; k++) {
        SortedSet<Long> seen = new TreeSet<>();
        for (int page = 0; page < PAGES; page++) {
          seen.add(aged.oldestOf(i).pfn() / TABLE);
        }
        tables += seen.size();
      }
    }
    return (double) tables / (channels * DESCRIPTORS);
  }

  @Test
  void freshRingsHaveOnePageBelowTheOther() {
    AgedAddresses aged = aged(CHANNELS, 0);
    for (int i = 0; i < CHANNELS; i++) {
      long first = aged.oldestOf(i).pfn();
      for (int page = 1; page < DESCRIPTORS * PAGES; page++) {
        assertEquals(first - page, aged.oldestOf(i).pfn());
      }
    }
  }

  @Test
  void noAddressIsLostAndNoneIsHeldTwice() {
    AgedAddresses aged = aged(CHANNELS, 50);
    SortedSet<Long> seen = new TreeSet<>();
    for (int i = 0; i < CHANNELS; i++) {
      for (int page = 0; page < DESCRIPTORS * PAGES; page++) {
        seen.add(aged.oldestOf(i).pfn());
      }
    }
    assertEquals(CHANNELS * DESCRIPTORS * PAGES, seen.size());
    assertEquals(seen.size(), allocator.inUse(), "nothing else is under way");
  }

  /** With a CPU and a channel alone, what was given back last is all that can be taken. */
  @Test
  void aChannelAloneKeepsToItsAddresses() {
    double tables = tablesOfADescriptor(aged(1, 200), 1);
    assertTrue(tables <= 2, "512 pages and an acknowledgement lie in two tables: " + tables);
  }

  @Test
  void addressesOfSeveralChannelsComeApart() {
    double moved = tablesOfADescriptor(aged(CHANNELS, 400), CHANNELS);
    // pages of a descriptor that know nothing of each other lie in nearly all of the tables
    assertTrue(moved > CHANNELS / 2.0, "tables of a descriptor: " + moved);
  }
}
