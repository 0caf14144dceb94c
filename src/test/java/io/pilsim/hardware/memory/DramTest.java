package io.pilsim.hardware.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.Bandwidth;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.TableRead;
import org.junit.jupiter.api.Test;

final class DramTest {
  private static final long READ_PS = 100_000;
  private static final long WRITE_PS = 60_000;
  private static final long SNOOP_PS = 30_000;
  private static final long LINE_PS = 64 * 100; // 64 bytes at 10 GB/s

  private static final WrittenLinesParams CACHES = new WrittenLinesParams(SNOOP_PS, 4, 4);
  private static final FlatParams FLAT =
      new FlatParams(READ_PS, WRITE_PS, new Bandwidth(10_000_000_000L), 64);

  private final Simulator sim = new HeapSimulator();
  private final StatGroup stats = new StatGroup("memory");
  private final WrittenLines lines = new WrittenLines(CACHES, stats.child("written_lines"));
  private final PhysicalMemory content = new PhysicalMemory(1 << 20, lines);
  private final Dram dram = new Dram(new FlatTiming(FLAT, stats), content, lines, sim, stats);

  @Test
  void aReadTakesItsTurnOnTheBusAndTheLatency() {
    assertEquals(LINE_PS + READ_PS, transferEndsAfter(64, false));
    assertEquals(2 * LINE_PS + READ_PS, transferEndsAfter(65, false));
    assertEquals(LINE_PS + WRITE_PS, transferEndsAfter(8, true));
  }

  @Test
  void accessesShareTheBusInOrder() {
    Arrival first = new Arrival();
    Arrival second = new Arrival();
    Entry third = new Entry();
    dram.transfer(0, 128, false, first);
    dram.transfer(0, 64, true, second);
    dram.readEntry(0x8000, third);
    sim.runUntil(1_000_000);
    assertEquals(2 * LINE_PS + READ_PS, first.atPs);
    assertEquals(3 * LINE_PS + WRITE_PS, second.atPs);
    assertEquals(4 * LINE_PS + READ_PS, third.atPs);
  }

  @Test
  void anEntryJustWrittenIsFoundInTheCaches() {
    content.writeWord(0x1008, 77);
    assertEquals(SNOOP_PS, readEndsAfter(0x1008));
    assertEquals(SNOOP_PS, readEndsAfter(0x1030)); // same line
    assertEquals(LINE_PS + READ_PS, readEndsAfter(0x1040));
  }

  @Test
  void fourOtherWrittenLinesPushItOut() {
    content.writeWord(0x1008, 77);
    for (int line = 1; line < 4; line++) {
      content.writeWord(0x1008 + 64L * line, 1);
    }
    assertEquals(SNOOP_PS, readEndsAfter(0x1008)); // which is a use
    for (int line = 4; line < 8; line++) {
      content.writeWord(0x1008 + 64L * line, 1);
    }
    assertEquals(LINE_PS + READ_PS, readEndsAfter(0x1008));
  }

  @Test
  void anUpdateBeforeTheEndOfTheReadIsSeen() {
    Entry entry = new Entry();
    dram.readEntry(0x2000, entry);
    sim.runUntil(LINE_PS + READ_PS - 1);
    content.writeWord(0x2000, 42);
    sim.runUntil(LINE_PS + READ_PS);
    assertEquals(42, entry.value());
  }

  @Test
  void readsAllocateNothing() {
    Entry entry = new Entry();
    Arrival arrival = new Arrival();
    long bytes =
        Allocation.bytesOf(
            10_000,
            () -> {
              dram.readEntry(0x3000, entry);
              dram.transfer(0x4000, 64, true, arrival);
              sim.runUntil(sim.nowPs() + 200_000);
            });
    assertTrue(bytes < 16_384, bytes + " bytes");
  }

  private long transferEndsAfter(int bytes, boolean write) {
    Arrival arrival = new Arrival();
    long fromPs = sim.nowPs();
    dram.transfer(0, bytes, write, arrival);
    sim.runUntil(fromPs + 1_000_000);
    return arrival.atPs - fromPs;
  }

  private long readEndsAfter(long address) {
    Entry entry = new Entry();
    long fromPs = sim.nowPs();
    dram.readEntry(address, entry);
    sim.runUntil(fromPs + 1_000_000);
    return entry.atPs - fromPs;
  }

  private static final class Arrival extends Event {
    private long atPs = -1;

    Arrival() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      atPs = nowPs;
    }
  }

  private static final class Entry extends TableRead {
    private long atPs = -1;

    @Override
    protected void fire(long nowPs) {
      atPs = nowPs;
    }

    long value() {
      return descriptor;
    }
  }
}
