package io.pilsim.platform.scenario;

import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the numbers of flow dma-stream make sense, each alone and with the others. */
final class DmaCheck {
  /** No burst of a bus master crosses a boundary of so many bytes. */
  private static final long BOUNDARY = 4096;

  private static final long PPB_OF_PERCENT = 10_000_000;
  private static final long MOST_PPB = 10_000_000_000L;
  private static final long MOST_OUTSTANDING = 1 << 16;
  private static final long MOST_ZIPF_PAGES = 1 << 22;
  private static final int FEWEST_BITS = 32;
  private static final int MOST_BITS = 48;

  /** Working sets begin at a quarter of the master's addresses. */
  private static final int BITS_ABOVE = 2;

  /** The granule of the tables that have pages or blocks of a size. */
  private static final Map<Long, Long> GRANULES =
      Map.of(
          1L << 12, 1L << 12,
          1L << 21, 1L << 12,
          1L << 30, 1L << 12,
          1L << 14, 1L << 14,
          1L << 25, 1L << 14,
          1L << 16, 1L << 16,
          1L << 29, 1L << 16);

  private static final String EXPECTED_PAGES =
      "expected 4 KiB, 2 MiB, 1 GiB, or of other granules 16 KiB, 32 MiB, 64 KiB, 512 MiB";

  private final DmaSettings settings;
  private final Map<String, Setting> all;
  private final ModelTree model;
  private final InputErrors errors;

  DmaCheck(Map<String, Setting> all, ModelTree model, InputErrors errors) {
    this.settings = new DmaSettings(all);
    this.all = all;
    this.model = model;
    this.errors = errors;
  }

  void check() {
    Setting flow = all.get("workload.flow");
    if (!flow.value().equals(Flow.DMA_STREAM.word())) {
      return;
    }
    if (settings.masters().isEmpty()) {
      errors.add(
          flow.origin(),
          "workload.masters",
          "missing, expected names such as 'camera: {pattern: linear}'");
    }
    for (String name : settings.masters()) {
      pattern(name);
      load(name);
      buffer(name);
      mapping(name);
      end(name);
    }
    new DmaStreamCheck(settings, model, errors).check();
    settings.run("warmup").ifPresent(this::warmup);
  }

  private void pattern(String name) {
    boolean trace = isTrace(name);
    Optional<Setting> requests = settings.find(name, "requests");
    if (trace && requests.isEmpty()) {
      wrong(settings.get(name, "pattern"), "needs requests, a file of them");
    }
    for (String key : List.of("requests", "device")) {
      settings
          .find(name, key)
          .filter(any -> !trace)
          .ifPresent(each -> wrong(each, "is for pattern trace alone"));
    }
    limit(name, "device", 0, Integer.MAX_VALUE);
    limit(name, "outstanding", 1, MOST_OUTSTANDING);
    limit(name, "count", 1, Long.MAX_VALUE);
    limit(name, "rate", 1, Long.MAX_VALUE);
    settings
        .find(name, "outstanding")
        .filter(each -> each.origin().line() > 0 || each.isOption())
        .filter(each -> settings.choice(Pattern.class, name, "pattern") == Pattern.POINTER_CHASE)
        .filter(each -> DmaSettings.amount(each) != 1)
        .ifPresent(each -> wrong(each, "expected 1: a chase knows one address at a time"));
  }

  private void load(String name) {
    long request = settings.amount(name, "request");
    if (Long.bitCount(request) != 1 || request > BOUNDARY) {
      wrong(settings.get(name, "request"), "expected a power of two up to 4 KiB");
      return;
    }
    long set = settings.amount(name, "working_set");
    if (set == 0 || set % request != 0) {
      wrong(settings.get(name, "working_set"), "expected a multiple of the request");
    }
    settings
        .ifSaid(name, "mapped")
        .ifPresent(
            mapped -> {
              if (mapped == 0 || mapped > set) {
                wrong(settings.get(name, "mapped"), "expected at most the working set");
              }
            });
    long stride = settings.amount(name, "stride");
    if (stride == 0 || stride % request != 0) {
      wrong(settings.get(name, "stride"), "expected a multiple of the request");
    }
    long writes = settings.ppb(name, "writes");
    if (writes % PPB_OF_PERCENT != 0 || writes > 100 * PPB_OF_PERCENT) {
      wrong(settings.get(name, "writes"), "expected 0 % to 100 % in whole percent");
    }
    if (settings.ppb(name, "exponent") > MOST_PPB) {
      wrong(settings.get(name, "exponent"), "expected at most 10");
    }
    if (settings.choice(Pattern.class, name, "pattern") == Pattern.ZIPF
        && set / BOUNDARY > MOST_ZIPF_PAGES) {
      wrong(settings.get(name, "working_set"), "expected at most 16 GiB for pattern zipf");
    }
  }

  /** Where data waits for its translation in a buffer, it must fit. */
  private void buffer(String name) {
    String device = model.platform() + ".smmu.device_interface.";
    Optional<Leaf> beats = model.leaf(device + "write_buffer");
    Optional<Leaf> beat = model.leaf(device + "port");
    if (beats.isEmpty() || beat.isEmpty() || settings.ppb(name, "writes") == 0) {
      return;
    }
    long bytes = beats.get().value().amount() * beat.get().value().amount();
    if (settings.amount(name, "request") > bytes) {
      wrong(
          settings.get(name, "request"),
          "expected at most the " + bytes + " B of " + beats.get().path() + " for writes");
    }
  }

  private void mapping(String name) {
    for (String key : List.of("page", "stage2_page")) {
      settings.find(name, key).ifPresent(this::page);
    }
    Setting bits = settings.get(name, "address_bits");
    long width = DmaSettings.amount(bits);
    if (width < FEWEST_BITS || width > MOST_BITS) {
      wrong(bits, "expected " + FEWEST_BITS + " to " + MOST_BITS);
    } else if (!isTrace(name)
        && settings.amount(name, "working_set") > 1L << (width - BITS_ABOVE)) {
      wrong(settings.get(name, "working_set"), "expected at most a quarter of 2^" + width);
    }
  }

  private void page(Setting page) {
    Long granule = GRANULES.get(DmaSettings.amount(page));
    Optional<Leaf> has = model.leaf(model.platform() + ".smmu.granules");
    if (granule == null) {
      wrong(page, EXPECTED_PAGES);
    } else if (has.isPresent()
        && has.get().values().stream().noneMatch(each -> each.amount() == granule)) {
      wrong(page, "expected a page of the granules " + has.get().valueText());
    }
  }

  private void end(String name) {
    if (!isTrace(name)
        && settings.find(name, "count").isEmpty()
        && settings.run("duration").isEmpty()) {
      wrong(settings.get(name, "pattern"), "would never end, expected a count or run.duration");
    }
  }

  private void warmup(Setting warmup) {
    if (warmup.value().equals(Warmup.AUTO)) {
      wrong(warmup, "keeps no series of single requests to tell it from, expected a time");
      return;
    }
    Optional<Setting> duration = settings.run("duration");
    boolean beyond =
        duration.filter(end -> DmaSettings.amount(end) <= DmaSettings.amount(warmup)).isPresent();
    if (beyond) {
      wrong(warmup, "expected less than run.duration");
    }
  }

  private void limit(String name, String key, long least, long most) {
    settings
        .find(name, key)
        .filter(s -> DmaSettings.amount(s) < least || DmaSettings.amount(s) > most)
        .ifPresent(
            each ->
                wrong(
                    each,
                    most == Long.MAX_VALUE
                        ? "expected at least " + least
                        : "expected " + least + " to " + most));
  }

  private boolean isTrace(String name) {
    return settings.choice(Pattern.class, name, "pattern") == Pattern.TRACE;
  }

  private void wrong(Setting setting, String problem) {
    String what = setting.isFile() ? "" : "'" + setting.value() + "' does not fit, ";
    errors.add(setting.origin(), setting.path(), what + problem);
  }
}
