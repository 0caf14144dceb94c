package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the right kind that no machine can have: each is told as a mistake of the input. */
final class BadValuesTest {
  @ParameterizedTest
  @CsvSource({
    "dram.bandwidth, 0 B/s, expected more than zero",
    "cpu.copy_bandwidth, 0 B/s, expected more than zero",
    "tz.auth.hash_bandwidth, 0 B/s, expected more than zero",
    "dram.burst, 48 B, expected a power of two",
    "remoteprocs.adsp.dsp.line, 24 B, expected a power of two",
    "cpu.cores, 0, expected more than zero",
    "smmu.clock, 0 Hz, expected more than zero",
    "smmu.tbus, 33, expected at most 32",
    "smmu.output_bits, 64, expected at most 48",
    "linux.iommu.input_bits, 64, expected at most 48",
    "linux.page, 8 KiB, expected 4 KiB",
    "tz.preempt_after, 0 ms, 'expected never, or at least 1 us'",
    "cpu.speculative_read, 1 ns, 'expected never, or at least 1 us'",
    "smmu.tcu.link, 1000000000000 cycles, expected at most",
    "smmu.tcu.macro_tlb.entries, 6, expected a divisor",
    "walk.cached_ways, 3, expected a divisor",
    "smmu.tcu.walk_cache.levels, 3, expected levels 0 to 2",
    "remoteprocs.adsp.devmem, 5, expected none",
    "remoteprocs.adsp.carveout.iot, 0x95900800, expected a carveout of whole 4 KiB pages",
    "remoteprocs.adsp.carveout.iot, 0x0, lies beyond the memory",
    "memory.size, 1 MiB, lies beyond the memory",
    "memory.tables.base, 0x95900000, overlaps",
    "remoteprocs.adsp.image.loads, 1, two loaded segments"
  })
  void areMistakesOfTheInput(String path, String value, String expected) {
    TestRun run = TestRun.adsp().set(path, value);
    BadInputException refused = assertThrows(BadInputException.class, run::run);
    assertEquals(1, refused.lines().size(), refused.lines().toString());
    assertTrue(refused.lines().get(0).contains(expected), refused.lines().toString());
  }

  @Test
  void aTurnIsADurationOrNever() {
    TestRun run = TestRun.adsp();
    BadInputException refused =
        assertThrows(BadInputException.class, () -> run.set("tz.preempt_after", "5"));
    assertTrue(
        refused.lines().get(0).endsWith("expected never, or a duration such as 240 ns"),
        refused.lines().toString());
  }

  @Test
  void allAreToldAtOnce() {
    TestRun run = TestRun.adsp().set("cpu.cores", "0").set("smmu.tbus", "99");
    assertEquals(2, assertThrows(BadInputException.class, run::run).lines().size());
  }

  @Test
  void carveoutsDoNotShareMemory() {
    TestRun run =
        TestRun.adsp().of("adsp", "cdsp0").set("remoteprocs.cdsp0.carveout.iot", "0x95a00000");
    List<String> lines = assertThrows(BadInputException.class, run::run).lines();
    assertEquals(
        List.of(
            "cdsp0 (0x95a00000 + 0x1e00000): overlaps adsp (0x95900000 + 0x1e00000),"
                + " expected a place of its own"),
        lines);
  }

  @Test
  void aPoolThatHasRoomFromTheStartNeedsNotGrow() {
    TestRun.Shown shown = TestRun.adsp().set("linux.tzmem.initial", "64 KiB").run();
    assertEquals(0, shown.count("boot.adsp.tzmem_growths"));
    assertEquals(6, shown.count("boot.adsp.smc_calls"));
  }

  @Test
  void fewerCoresThanProcessorsMakeThemWait() {
    TestRun.Shown shown = TestRun.adsp().all().set("cpu.cores", "2").run();
    assertTrue(shown.isUp());
    assertEquals(List.of(), shown.outcome().brokenLaws());
  }
}
