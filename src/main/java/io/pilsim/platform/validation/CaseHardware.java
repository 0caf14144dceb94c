package io.pilsim.platform.validation;

import io.pilsim.engine.Cycles;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.v3.DeviceInterfaceParams;
import io.pilsim.hardware.smmu.v3.LookupParams;
import io.pilsim.hardware.smmu.v3.SmmuV3Params;
import io.pilsim.hardware.smmu.v3.WalkCacheParams;
import io.pilsim.platform.smmu.Gem5Likeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An SMMUv3 as the columns {@code ifc.*} and {@code smmu.*} of a request-list case ask for it. */
final class CaseHardware {
  private static final int PAGE_BITS = 12;
  private static final int MOST = 1 << 20;

  private final CsvRow row;
  private final Gem5Likeness likeness;

  CaseHardware(CsvRow row, boolean likeGem5) {
    this.row = row;
    this.likeness = Gem5Likeness.of(likeGem5);
  }

  SmmuV3Params smmu() throws FormatException {
    return new SmmuV3Params(
        deviceInterface(),
        link("smmu.ifc_smmu_lat"),
        cycles("smmu.smmu_ifc_lat"),
        count("smmu.xlate_slots"),
        count("smmu.ptw_slots"),
        count("smmu.request_port_width"),
        lookup("smmu.tlb", PAGE_BITS, true),
        lookup("smmu.cfg", 0, true),
        lookup("smmu.ipa", PAGE_BITS, true),
        walkCache(),
        likeness.quirks());
  }

  private DeviceInterfaceParams deviceInterface() throws FormatException {
    return new DeviceInterfaceParams(
        count("ifc.port_width"),
        count("ifc.wrbuf_slots"),
        count("ifc.xlate_slots"),
        count("ifc.xlate_slots"), // tokens: gem5 has none, and so never waits for one
        lookup("ifc.utlb", PAGE_BITS, false),
        lookup("ifc.tlb", PAGE_BITS, false),
        flag("ifc.prefetch_enable"),
        flag("ifc.prefetch_reserve_last_way"),
        row.number("ooo", 0, 1) == 0);
  }

  private LookupParams lookup(String name, int granuleBits, boolean tagsInIndex)
      throws FormatException {
    String ways = name + "_assoc";
    try {
      return new LookupParams(
          flag(name + "_enable"),
          new SetAssociativeParams(
              count(name + "_entries"),
              row.number(ways, 0, MOST),
              policy(name + "_policy"),
              likeness.cacheIndexing(),
              granuleBits,
              tagsInIndex),
          cycles(name + "_lat"),
          count(name + "_slots"));
    } catch (IllegalArgumentException e) {
      throw row.wrong(ways, e.getMessage());
    }
  }

  private WalkCacheParams walkCache() throws FormatException {
    return new WalkCacheParams(
        flag("smmu.walk_enable"),
        WalkCacheParams.Organisation.PER_LEVEL,
        0, // none of a unified one
        levels("smmu.walk_S1L"),
        levels("smmu.walk_S2L"),
        count("smmu.walk_assoc"),
        policy("smmu.walk_policy"),
        likeness.walkCacheIndexing(),
        cycles("smmu.walk_lat"),
        count("smmu.walk_slots"),
        row.number("smmu.wc_s1_levels", 0, 15),
        row.number("smmu.wc_s2_levels", 0, 15),
        flag("smmu.wc_nonfinal_enable"));
  }

  private List<Integer> levels(String prefix) throws FormatException {
    List<Integer> entries = new ArrayList<>();
    for (int level = 0; level < 4; level++) {
      entries.add(count(prefix + level));
    }
    return entries;
  }

  private Replacement policy(String column) throws FormatException {
    String word = row.text(column);
    Optional<Replacement> policy = likeness.policy(word);
    if (policy.isEmpty()) {
      throw row.wrong(column, "need rr, lru or rand: " + word);
    }
    return policy.get();
  }

  private Cycles cycles(String column) throws FormatException {
    return new Cycles(row.number(column, 0, MOST));
  }

  /** A message takes a cycle at least. */
  private Cycles link(String column) throws FormatException {
    return new Cycles(count(column));
  }

  private int count(String column) throws FormatException {
    return row.number(column, 1, MOST);
  }

  private boolean flag(String column) throws FormatException {
    return switch (row.text(column)) {
      case "True" -> true;
      case "False" -> false;
      default -> throw row.wrong(column, "need True or False: " + row.text(column));
    };
  }
}
