package io.pilsim.platform.smmu;

import io.pilsim.engine.ClockDomain;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.v3.CommandQueueParams;
import io.pilsim.hardware.smmu.v3.DeviceInterfaceParams;
import io.pilsim.hardware.smmu.v3.LookupParams;
import io.pilsim.hardware.smmu.v3.SmmuV3Params;
import io.pilsim.hardware.smmu.v3.WalkCacheParams;
import io.pilsim.hardware.smmu.v3.WalkCacheParams.Organisation;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelReader;
import java.util.List;

/** An SMMUv3 from the leaves below {@code smmu} of a platform's model. */
public final class SmmuV3Model {
  private static final int PAGE_BITS = 12;
  private static final List<Integer> NONE = List.of(0, 0, 0, 0);

  private final ModelReader smmu;
  private final Gem5Likeness likeness;

  private SmmuV3Model(ModelReader smmu) {
    this.smmu = smmu;
    this.likeness = Gem5Likeness.of(smmu.flag("like_gem5"));
  }

  public static SmmuV3Params params(ModelReader model) {
    return new SmmuV3Model(model.below("smmu")).params();
  }

  public static ClockDomain clock(ModelReader model) {
    return ClockDomain.ofHertz("smmu", model.hertz("smmu.clock"));
  }

  /** How its command queues are worked off; only for those who use one. */
  public static CommandQueueParams commandQueue(ModelReader model) {
    ModelReader queue = model.below("smmu.command_queue");
    return new CommandQueueParams(queue.count("fetch"), queue.cycles("execute"));
  }

  private SmmuV3Params params() {
    return new SmmuV3Params(
        deviceInterface(smmu.below("device_interface")),
        smmu.cycles("to_smmu"),
        smmu.cycles("from_smmu"),
        smmu.count("translation_slots"),
        smmu.count("walk_slots"),
        (int) smmu.bytes("request_port"),
        lookup(smmu.below("tlb"), PAGE_BITS, true),
        lookup(smmu.below("config_cache"), 0, true),
        lookup(smmu.below("ipa_cache"), PAGE_BITS, true),
        walkCache(smmu.below("walk_cache")),
        likeness.quirks());
  }

  private DeviceInterfaceParams deviceInterface(ModelReader model) {
    return new DeviceInterfaceParams(
        (int) model.bytes("port"),
        model.count("write_buffer"),
        model.count("translation_slots"),
        model.count("tokens"),
        lookup(model.below("micro_tlb"), PAGE_BITS, false),
        lookup(model.below("main_tlb"), PAGE_BITS, false),
        model.flag("prefetch"),
        model.flag("prefetch_reserves_last_way"),
        model.flag("ordered_by_id"));
  }

  private LookupParams lookup(ModelReader model, int granuleBits, boolean tagsInIndex) {
    return new LookupParams(
        model.flag("enabled"),
        new SetAssociativeParams(
            model.count("entries"),
            model.count("ways"),
            policy(model),
            likeness.cacheIndexing(),
            granuleBits,
            tagsInIndex),
        model.cycles("latency"),
        model.count("slots"));
  }

  private WalkCacheParams walkCache(ModelReader model) {
    Organisation organisation = model.choice("organisation", Organisation.class);
    boolean unified = organisation == Organisation.UNIFIED;
    return new WalkCacheParams(
        model.flag("enabled"),
        organisation,
        unified ? model.count("entries") : 0,
        unified ? NONE : levels(model, "s1_entries"),
        unified ? NONE : levels(model, "s2_entries"),
        model.count("ways"),
        policy(model),
        likeness.walkCacheIndexing(),
        model.cycles("latency"),
        model.count("slots"),
        model.count("s1_levels"),
        model.count("s2_levels"),
        model.flag("non_final"));
  }

  private static List<Integer> levels(ModelReader model, String path) {
    return model.numbers(path).stream().map(Math::toIntExact).toList();
  }

  private Replacement policy(ModelReader model) {
    String word = model.word("policy");
    return likeness
        .policy(word)
        .orElseThrow(
            () ->
                new BadInputException(
                    "policy: '" + word + "' is unknown, expected rr, lru, plru or rand"));
  }
}
