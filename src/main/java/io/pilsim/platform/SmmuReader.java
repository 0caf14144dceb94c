package io.pilsim.platform;

import io.pilsim.engine.ClockDomain;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.v2.Mmu500Params;
import io.pilsim.hardware.smmu.v2.TbuParams;
import io.pilsim.hardware.smmu.v2.TcuParams;
import io.pilsim.hardware.smmu.v2.WalkerParams;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The leaves below {@code smmu} and {@code walk}. */
final class SmmuReader {
  private final ModelReader model;

  SmmuReader(ModelReader model) {
    this.model = model;
  }

  ClockDomain clock() {
    return ClockDomain.ofHertz("smmu", model.hertz("smmu.clock"));
  }

  Mmu500Params params() {
    return params(Optional.empty());
  }

  /** With the cache that only nested translation uses. */
  Mmu500Params nestedParams() {
    return params(ipaCache());
  }

  private Mmu500Params params(Optional<SetAssociativeParams> ipaCache) {
    return new Mmu500Params(
        tbus(),
        tcu(ipaCache),
        model.count("smmu.context_banks"),
        model.count("smmu.stream_map_groups"),
        model.count("smmu.output_bits"),
        model.flag("smmu.base_page_only"));
  }

  /** All alike, unless there is a number of micro TLB entries for each. */
  private List<TbuParams> tbus() {
    int count = model.count("smmu.tbus");
    List<Long> entries = model.numbers("smmu.tbu.micro_tlb.entries");
    if (entries.size() != 1 && entries.size() != count) {
      throw new BadInputException(
          "smmu.tbu.micro_tlb.entries: has " + entries.size() + " values, expected 1 or " + count);
    }
    List<TbuParams> tbus = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tbus.add(tbu(Math.toIntExact(entries.get(entries.size() == 1 ? 0 : i))));
    }
    return tbus;
  }

  private TbuParams tbu(int entries) {
    return new TbuParams(
        new SetAssociativeParams(entries, 0, policy("smmu.tbu.micro_tlb.policy")),
        model.cycles("smmu.tbu.hit"),
        model.cycles("smmu.tbu.port"),
        model.count("smmu.tbu.walks"),
        model.flag("smmu.tbu.merge_misses"),
        model.count("smmu.tbu.reads"),
        model.count("smmu.tbu.writes"),
        model.count("smmu.tbu.write_buffer"),
        (int) model.bytes("smmu.tbu.beat"));
  }

  private TcuParams tcu(Optional<SetAssociativeParams> ipaCache) {
    return new TcuParams(
        new SetAssociativeParams(
            model.count("smmu.tcu.macro_tlb.entries"),
            model.count("smmu.tcu.macro_tlb.ways"),
            policy("smmu.tcu.macro_tlb.policy")),
        model.cycles("smmu.tcu.lookup"),
        model.cycles("smmu.tcu.port"),
        model.cycles("smmu.tcu.link"),
        model.cycles("smmu.tcu.invalidate"),
        walker(ipaCache));
  }

  private WalkerParams walker(Optional<SetAssociativeParams> ipaCache) {
    SetAssociativeParams cache =
        new SetAssociativeParams(
            model.count("smmu.tcu.walk_cache.entries"),
            model.count("smmu.tcu.walk_cache.ways"),
            Replacement.ROUND_ROBIN_PER_SET);
    SortedMap<Integer, SetAssociativeParams> levels = new TreeMap<>();
    model.numbers("smmu.tcu.walk_cache.levels").forEach(l -> levels.put(l.intValue(), cache));
    return new WalkerParams(
        model.count("smmu.tcu.walker.slots"),
        model.cycles("smmu.tcu.walker.setup"),
        model.cycles("smmu.tcu.walker.lookup"),
        levels,
        new TreeMap<>(),
        ipaCache,
        model.flag("smmu.tcu.walker.drained"));
  }

  private Optional<SetAssociativeParams> ipaCache() {
    int entries = model.count("smmu.tcu.ipa_cache.entries");
    return entries == 0
        ? Optional.empty()
        : Optional.of(
            new SetAssociativeParams(
                entries, model.count("smmu.tcu.ipa_cache.ways"), Replacement.ROUND_ROBIN_PER_SET));
  }

  private Replacement policy(String path) {
    return model.choice(path, Replacement.class);
  }
}
