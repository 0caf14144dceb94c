package io.pilsim.platform;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which values a platform may have, so that each mistake is told before anything is wired. */
final class ValueChecks {
  private static final long LONGEST_PS = 1_000_000_000_000_000L;
  private static final long SHORTEST_PS = 1_000_000;
  private static final long MOST_CYCLES = 1_000_000_000L;
  private static final long PAGE = 4096;
  private static final int ROW_CELLS = 4;
  private static final int LAST_TABLE_LEVEL = 2;
  private static final long MOST_ENTRIES = 1L << 22;

  private static final List<String> MAY_BE_ZERO =
      List.of(
          "linux.tzmem.increment",
          "linux.tzmem.initial",
          "linux.tzmem.max",
          "smmu.tbu.write_buffer",
          "smmu.device_interface.write_buffer",
          "smmu.device_interface.micro_tlb.ways",
          "smmu.device_interface.main_tlb.ways",
          "smmu.tlb.ways",
          "smmu.config_cache.ways",
          "smmu.ipa_cache.ways",
          "smmu.tcu.ipa_cache.entries",
          "walk.cached_lines");

  private static final List<String> CACHES =
      List.of(
          "tcu.macro_tlb",
          "tcu.walk_cache",
          "tcu.ipa_cache",
          "device_interface.micro_tlb",
          "device_interface.main_tlb",
          "tlb",
          "config_cache",
          "ipa_cache");

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

  /** What is held entry by entry: more of it than that is a mistake, not a machine. */
  private static final List<String> HELD = List.of("entries", "lines", "slots", "buffer", "tokens");

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
      held(leaf, name);
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
    for (String cache : CACHES) {
      divides("smmu." + cache + ".ways", "smmu." + cache + ".entries");
    }
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

  private void held(Leaf leaf, String name) {
    boolean counted = leaf.dimension() == Dimension.COUNT && HELD.stream().anyMatch(name::endsWith);
    if (counted && leaf.values().stream().anyMatch(each -> each.amount() > MOST_ENTRIES)) {
      wrong(leaf, "expected at most " + MOST_ENTRIES);
    }
  }

  /** A platform need not have either. */
  private void divides(String ways, String entries) {
    Optional<Leaf> few = model.leaf(model.platform() + "." + ways);
    Optional<Leaf> many = model.leaf(model.platform() + "." + entries);
    if (few.isEmpty() || many.isEmpty()) {
      return;
    }
    long count = few.get().value().amount();
    long all = many.get().value().amount();
    if (count > 0 && all % count != 0) {
      wrong(few.get(), "expected a divisor of the " + all + " of " + many.get().path());
    }
  }

  private static boolean ends(String name, List<String> ends) {
    return ends.stream().anyMatch(end -> name.equals(end) || name.endsWith("." + end));
  }

  private void wrong(Leaf leaf, String expected) {
    errors.add(leaf.origin(), leaf.path(), "'" + leaf.valueText() + "' does not fit, " + expected);
  }
}
