package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Quantity;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Makes the typed workload of flows map-unmap and fastrpc of settings that have been checked. */
final class HotReader {
  private final Map<String, Setting> settings;

  HotReader(Map<String, Setting> settings) {
    this.settings = settings;
  }

  HotWorkload read() {
    return new HotWorkload(
        (int) amount("cpus"),
        amount("buffer"),
        (int) amount("batch"),
        amount("pairs"),
        amount("warmup_pairs"),
        amount("page"),
        choice(Placement.class, "placement"),
        choice(Stages.class, "stages"),
        choice(Use.class, "use"),
        choice(InvalidationMode.class, "invalidation"),
        choice(Maintenance.class, "maintenance"),
        traits(),
        choice(DeviceUse.class, "device"),
        flag("late_reads"),
        amount("think"),
        settings.containsKey("workload.dsps") ? (int) amount("dsps") : 0);
  }

  private <E extends Enum<E> & Word> E choice(Class<E> type, String name) {
    return Word.of(type, text(name));
  }

  private Set<MappingTrait> traits() {
    Set<MappingTrait> traits = EnumSet.noneOf(MappingTrait.class);
    for (MappingTrait trait : MappingTrait.values()) {
      if (flag(trait.word())) {
        traits.add(trait);
      }
    }
    return traits;
  }

  private boolean flag(String name) {
    return amount(name) == 1;
  }

  private long amount(String name) {
    try {
      return Quantity.parse(text(name)).amount();
    } catch (Quantity.Malformed e) {
      throw new IllegalArgumentException(e); // it has been checked
    }
  }

  private String text(String name) {
    return settings.get("workload." + name).value();
  }
}
