package io.pilsim.platform;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which values a platform may have, so that each mistake is told before anything is wired. */
final class ValueChecks {
  private static final long LONGEST_PS = 1_000_000_000_000_000L;
  private static final long SHORTEST_PS = 1_000_000;
  private static final long MOST_CYCLES = 1_000_000_000L;
  private static final long PAGE = 4096;
  private static final int ROW_CELLS = 4;
  private static final int LAST_TABLE_LEVEL = 2;

  private static final List<String> MAY_BE_ZERO =
      List.of(
          "linux.tzmem.increment",
          "linux.tzmem.initial",
          "linux.tzmem.max",
          "smmu.tbu.write_buffer");

  /** The most of what is counted. */
  private static final Map<String, Long> MOST = new TreeMap<>();

  static {
    MOST.put("smmu.tbus", 32L);
    MOST.put("smmu.context_banks", 128L);
    MOST.put("smmu.stream_map_groups", 128L);
    MOST.put("smmu.output_bits", 48L);
    MOST.put("linux.iommu.input_bits", 48L);
    MOST.put("qhee.stage2_bits", 48L);
    MOST.put("cpu.cores", 1024L);
  }

  private static final List<String> POWERS_OF_TWO =
      List.of("dram.burst", "dsp.line", "smmu.tbu.beat", "linux.page");

  private static final List<String> WHOLE_PAGES =
      List.of(
          "carveout.size",
          "memory.size",
          "tz_ffi.size",
          "tables.size",
          "hypervisor.size",
          "tz_ffi.base",
          "tables.base",
          "hypervisor.base");

  private final ModelTree model;
  private final InputErrors errors;

  ValueChecks(ModelTree model, InputErrors errors) {
    this.model = model;
    this.errors = errors;
  }

  void check() {
    int prefix = model.platform().length() + 1;
    for (String path : model.paths()) {
      Leaf leaf = model.leaf(path).orElseThrow();
      String name = path.substring(prefix);
      if (name.endsWith(".levels")) {
        if (leaf.values().stream().anyMatch(level -> level.amount() > LAST_TABLE_LEVEL)) {
          wrong(leaf, "expected levels 0 to 2, which hold tables");
        }
      } else if (leaf.values().size() == 1) {
        one(leaf, name);
      } else if (name.endsWith(".devmem") && leaf.values().size() % ROW_CELLS != 0) {
        wrong(leaf, "expected rows of four cells: address, address, size, flags");
      }
    }
    divides("smmu.tcu.macro_tlb.ways", "smmu.tcu.macro_tlb.entries");
    divides("smmu.tcu.walk_cache.ways", "smmu.tcu.walk_cache.entries");
    divides("walk.cached_ways", "walk.cached_lines");
  }

  private void one(Leaf leaf, String name) {
    long amount = leaf.value().amount();
    Dimension dimension = leaf.dimension();
    boolean positive =
        dimension == Dimension.BANDWIDTH
            || dimension == Dimension.FREQUENCY
            || ((dimension == Dimension.BYTES || dimension == Dimension.COUNT)
                && !MAY_BE_ZERO.contains(name));
    if (positive && amount == 0) {
      wrong(leaf, "expected more than zero");
    } else if (dimension == Dimension.DURATION && leaf.takesNever() && amount < SHORTEST_PS) {
      wrong(leaf, "expected never, or at least 1 us");
    } else if (dimension == Dimension.DURATION && amount > LONGEST_PS) {
      wrong(leaf, "expected at most 1000 s");
    } else if (dimension == Dimension.CYCLES && amount > MOST_CYCLES) {
      wrong(leaf, "expected at most 1000000000 cycles");
    } else if (MOST.containsKey(name) && amount > MOST.get(name)) {
      wrong(leaf, "expected at most " + MOST.get(name));
    } else if (ends(name, POWERS_OF_TWO) && Long.bitCount(amount) != 1) {
      wrong(leaf, "expected a power of two");
    } else if (ends(name, WHOLE_PAGES) && amount % PAGE != 0) {
      wrong(leaf, "expected a multiple of 4 KiB");
    } else if (name.equals("linux.page")
        && amount != PAGE
        && amount != 4 * PAGE
        && amount != 16 * PAGE) {
      wrong(leaf, "expected 4 KiB, 16 KiB or 64 KiB");
    } else if (name.endsWith(".devmem") && dimension != Dimension.WORD) {
      wrong(leaf, "expected none, or rows of four cells");
    }
  }

  private void divides(String ways, String entries) {
    Leaf few = model.leaf(model.platform() + "." + ways).orElseThrow();
    Leaf many = model.leaf(model.platform() + "." + entries).orElseThrow();
    long count = few.value().amount();
    if (count > 0 && many.value().amount() % count != 0) {
      wrong(few, "expected a divisor of the " + many.value().amount() + " of " + many.path());
    }
  }

  private static boolean ends(String name, List<String> ends) {
    return ends.stream().anyMatch(end -> name.equals(end) || name.endsWith("." + end));
  }

  private void wrong(Leaf leaf, String expected) {
    errors.add(leaf.origin(), leaf.path(), "'" + leaf.valueText() + "' does not fit, " + expected);
  }
}
