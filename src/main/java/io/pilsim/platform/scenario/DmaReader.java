package io.pilsim.platform.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes the typed workload of flow dma-stream of settings that have all been checked. */
final class DmaReader {
  private static final long PPB_OF_PERCENT = 10_000_000;

  private final DmaSettings settings;

  DmaReader(Map<String, Setting> settings) {
    this.settings = new DmaSettings(settings);
  }

  DmaWorkload read() {
    List<Integer> ids = settings.streamIds();
    List<DmaMaster> masters = new ArrayList<>();
    for (String name : settings.masters()) {
      int id = ids.get(masters.size());
      masters.add(new DmaMaster(name, load(name), mapping(name), stream(name, id)));
    }
    return new DmaWorkload(
        masters,
        settings
            .run("duration")
            .map(each -> OptionalLong.of(DmaSettings.amount(each)))
            .orElse(OptionalLong.empty()),
        settings.run("warmup").map(DmaSettings::amount).orElse(0L));
  }

  private DmaMaster.Load load(String name) {
    Pattern pattern = settings.choice(Pattern.class, name, "pattern");
    OptionalLong device = settings.ifSaid(name, "device");
    return new DmaMaster.Load(
        pattern,
        settings.find(name, "requests").map(each -> each.file(each.value())),
        device.isPresent() ? OptionalInt.of((int) device.getAsLong()) : OptionalInt.empty(),
        settings.amount(name, "working_set"),
        settings.ifSaid(name, "mapped").orElse(settings.amount(name, "working_set")),
        settings.amount(name, "stride"),
        settings.ppb(name, "exponent") / 1e9,
        (int) settings.amount(name, "request"),
        (int) (settings.ppb(name, "writes") / PPB_OF_PERCENT),
        settings.ifSaid(name, "count"),
        settings.ifSaid(name, "rate"),
        settings.choice(ArrivalKind.class, name, "arrivals"),
        pattern == Pattern.POINTER_CHASE ? 1 : (int) settings.amount(name, "outstanding"));
  }

  private DmaMaster.Stream stream(String name, int id) {
    return new DmaMaster.Stream(
        (int) settings.amount(name, "tbu"),
        id,
        (int) settings.amount(name, "ssid"),
        (int) settings.amount(name, "qos"),
        settings.find(name, "prefetch").map(each -> DmaSettings.amount(each) == 1),
        settings.flag(name, "macro_tlb"));
  }

  private DmaMaster.Mapping mapping(String name) {
    long page = settings.amount(name, "page");
    return new DmaMaster.Mapping(
        settings.choice(Stages.class, name, "stages"),
        page,
        settings.flag(name, "contiguous"),
        settings.ifSaid(name, "stage2_page").orElse(page),
        (int) settings.amount(name, "address_bits"));
  }
}
