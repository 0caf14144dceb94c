package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.ASID;
import static io.pilsim.hardware.smmu.v2.Bench.BANK;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.Bandwidth;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.LookAhead;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.dma.Arrivals;
import io.pilsim.hardware.dma.DmaStream;
import io.pilsim.hardware.dma.PatternSource;
import io.pilsim.hardware.dma.ZipfPattern;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.memory.Dram;
import io.pilsim.hardware.memory.FlatParams;
import io.pilsim.hardware.memory.FlatTiming;
import io.pilsim.hardware.memory.WrittenLines;
import io.pilsim.hardware.memory.WrittenLinesParams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic and invalidations give the same numbers on every engine, looking ahead or not. */
final class EngineIndependenceTest {
  private static final int PAGES = 512;

  @Test
  void everyEngineTellsTheSame() {
    List<String> expected = run(EngineKind.REFERENCE.create(LookAhead.OFF));
    for (EngineKind kind : EngineKind.values()) {
      for (LookAhead lookAhead : LookAhead.values()) {
        assertEquals(expected, run(kind.create(lookAhead)), kind + ", look-ahead " + lookAhead);
      }
    }
  }

  private static List<String> run(Simulator sim) {
    Bench bench = new Bench(Bench.params(Bench.walker(3, true), Bench.tbu(), Bench.tbu()), sim);
    bench.tables.map(0, 0x8000_0000L, PAGE, PAGES, RW);
    RandomStreams random = new RandomStreams(7, 0);
    List<StatGroup> groups = new ArrayList<>(List.of(bench.stats));
    Dram dram = dram(bench, groups);
    for (int i = 0; i < 4; i++) {
      StatGroup stats = new StatGroup("dma.d" + i);
      groups.add(stats);
      stream(bench, i, dram, random, stats).start();
    }
    for (int i = 0; i < 200; i++) {
      bench.runFor(100_000);
      bench.mmu.tlbiVa(BANK, i * PAGE, ASID, i % 2 == 0);
      bench.mmu.startSync(BANK);
    }
    bench.runFor(10_000_000_000L);
    groups.forEach(group -> assertEquals(List.of(), group.laws().broken()));
    return groups.stream()
        .flatMap(group -> group.entries().stream())
        .map(EngineIndependenceTest::text)
        .toList();
  }

  private static Dram dram(Bench bench, List<StatGroup> groups) {
    StatGroup stats = new StatGroup("dram");
    groups.add(stats);
    FlatParams flat = new FlatParams(100_000, 60_000, new Bandwidth(10_000_000_000L), 64);
    WrittenLines lines =
        new WrittenLines(new WrittenLinesParams(30_000, 64, 4), stats.child("lines"));
    return new Dram(new FlatTiming(flat, stats), bench.memory, lines, bench.sim, stats);
  }

  private static DmaStream stream(
      Bench bench, int index, Dram dram, RandomStreams random, StatGroup stats) {
    ZipfPattern pattern =
        new ZipfPattern(0, PAGES * PAGE, 256, 0.7, random.stream("pattern." + index));
    Arrivals arrivals =
        index % 2 == 0
            ? new Arrivals.AsRoomAllows()
            : new Arrivals.Poisson(40_000, random.stream("arrivals." + index));
    return new DmaStream(
        Bench.SID,
        12,
        new PatternSource(pattern, arrivals, 64, 30, 2_000),
        bench.mmu.tbu(index / 2),
        dram,
        new Firewall(new StatGroup("xpu")),
        Master.dsp(index, "d" + index),
        bench.sim,
        stats);
  }

  private static String text(StatGroup.Entry entry) {
    if (entry.stat() instanceof Counter counter) {
      return entry.path() + " " + counter.value();
    }
    return entry.stat() instanceof Latency latency
        ? entry.path() + " " + latency.count() + " " + latency.sumPs()
        : entry.path();
  }
}
