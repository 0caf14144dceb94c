package io.pilsim.platform.scenario;

import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether the settings of flows map-unmap and fastrpc fit, one by one and together. */
final class HotCheck {
  private static final long PAGE = 4096;
  private static final Map<String, Long> MOST = new TreeMap<>();

  static {
    MOST.put("cpus", 1024L);
    MOST.put("batch", 64L);
    MOST.put("pairs", 10_000_000L);
    MOST.put("warmup_pairs", 10_000_000L);
    MOST.put("buffer", 1L << 30);
    MOST.put("dsps", 16L);
  }

  private final Map<String, Setting> settings;
  private final InputErrors errors;

  HotCheck(Map<String, Setting> settings, InputErrors errors) {
    this.settings = settings;
    this.errors = errors;
  }

  void check() {
    for (Map.Entry<String, Long> limit : MOST.entrySet()) {
      range(limit.getKey(), limit.getValue());
    }
    amount("page").ifPresent(bytes -> page(bytes));
    if (is("invalidation", "lazy", "lazy-single") && amount("batch").orElse(1L) > 1) {
      wrong("batch", "expected 1, for a lazy domain has no sync that a batch could share");
    }
    if (is("stages", "bypass") && is("bounce", "true")) {
      wrong("bounce", "expected false with stages: bypass, which needs no bounce slots");
    }
    if (is("bounce", "true") && amount("buffer").orElse(0L) > 256 * 1024) {
      wrong("buffer", "expected at most 256 KiB, the most that bounce slots hold");
    }
  }

  private void range(String name, long most) {
    boolean mayBeZero = name.equals("warmup_pairs");
    amount(name)
        .filter(amount -> amount > most || (amount == 0 && !mayBeZero))
        .ifPresent(amount -> wrong(name, "expected " + (mayBeZero ? 0 : 1) + " to " + most));
  }

  private void page(long bytes) {
    if (bytes < PAGE || Long.bitCount(bytes) != 1) {
      wrong("page", "expected a power of two, 4 KiB or more");
    }
  }

  private boolean is(String name, String... words) {
    Setting setting = settings.get("workload." + name);
    for (String word : words) {
      if (setting != null && setting.value().equals(word)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Long> amount(String name) {
    Setting setting = settings.get("workload." + name);
    if (setting == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Quantity.parse(setting.value()).amount());
    } catch (Quantity.Malformed e) {
      return Optional.empty(); // told already
    }
  }

  private void wrong(String name, String expected) {
    Setting setting = settings.get("workload." + name);
    errors.add(
        setting.origin(), setting.path(), "'" + setting.value() + "' does not fit, " + expected);
  }
}
