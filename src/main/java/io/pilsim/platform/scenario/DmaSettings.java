package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The checked settings of flow dma-stream, by master and key, as numbers. */
final class DmaSettings {
  private static final long PPB_OF_ONE = 1_000_000_000;

  private final Map<String, Setting> settings;
  private final List<String> masters = new ArrayList<>();

  DmaSettings(Map<String, Setting> settings) {
    this.settings = settings;
    for (String path : settings.keySet()) {
      DmaKeys.master(path).filter(name -> !masters.contains(name)).ifPresent(masters::add);
    }
  }

  /** In the order of the settings. */
  List<String> masters() {
    return masters;
  }

  Optional<Setting> find(String master, String key) {
    return Optional.ofNullable(settings.get(DmaKeys.MASTERS + master + "." + key));
  }

  Setting get(String master, String key) {
    return find(master, key).orElseThrow();
  }

  String word(String master, String key) {
    return get(master, key).value();
  }

  <E extends Enum<E> & Word> E choice(Class<E> type, String master, String key) {
    return Word.of(type, word(master, key));
  }

  long amount(String master, String key) {
    return amount(get(master, key));
  }

  OptionalLong ifSaid(String master, String key) {
    return find(master, key).map(s -> OptionalLong.of(amount(s))).orElse(OptionalLong.empty());
  }

  boolean flag(String master, String key) {
    return amount(master, key) == 1;
  }

  /** Parts per billion. */
  long ppb(String master, String key) {
    Quantity quantity = quantity(get(master, key));
    return quantity.dimension() == Dimension.COUNT
        ? Math.multiplyExact(quantity.amount(), PPB_OF_ONE)
        : quantity.amount();
  }

  Optional<Setting> run(String key) {
    return Optional.ofNullable(settings.get("run." + key));
  }

  static long amount(Setting setting) {
    return quantity(setting).amount();
  }

  /** The StreamIDs of all masters: what is said, and for the others the first that are free. */
  List<Integer> streamIds() {
    Set<Long> taken = new TreeSet<>();
    masters.forEach(name -> ifSaid(name, "stream").ifPresent(taken::add));
    List<Integer> ids = new ArrayList<>();
    long free = 0;
    for (String name : masters) {
      OptionalLong said = ifSaid(name, "stream");
      while (said.isEmpty() && !taken.add(free)) {
        free++;
      }
      ids.add((int) said.orElse(free));
    }
    return ids;
  }

  private static Quantity quantity(Setting setting) {
    try {
      return Quantity.parse(setting.value());
    } catch (Quantity.Malformed e) {
      throw new IllegalArgumentException(e); // it has been checked
    }
  }
}
