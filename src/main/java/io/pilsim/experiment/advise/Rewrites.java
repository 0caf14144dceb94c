package io.pilsim.experiment.advise;

import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.scenario.PlannedVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The single rewrites that a variant may have; what does not fit is found out by planning it. */
final class Rewrites {
  private static final Map<String, String> SWITCHES =
      new TreeMap<>(
          Map.of(
              "linux.iommu.per_page_invalidation", "false",
              "linux.smmuv3.range_invalidation", "true"));

  private final PlannedVariant variant;
  private final RunOutcome base;
  private final Map<String, String> settings = new TreeMap<>();
  private final List<Rewrite> all = new ArrayList<>();

  /**
   * @param base the variant's first run: only leaves that it read can matter
   */
  Rewrites(PlannedVariant variant, RunOutcome base) {
    this.variant = variant;
    this.base = base;
    variant.settings().forEach(setting -> settings.put(setting.path(), setting.text()));
  }

  /**
   * @param also further leaves that may change: {@code host}, {@code driver}
   */
  List<Rewrite> all(Set<String> also) {
    all.addAll(new Placements(variant, base).all());
    pool();
    switches();
    mapping();
    masters();
    if (also.contains("host")) {
      choice("host", "another host", "qhee", "kvm");
    }
    if (also.contains("driver")) {
      choice("driver", "another driver", "v10", "v10+fixes");
    }
    return List.copyOf(all);
  }

  /** The pool for TrustZone's buffers as large from the start as it becomes. */
  private void pool() {
    String path = variant.model().platform() + ".linux.tzmem.initial";
    Optional<Leaf> initial = variant.model().leaf(path);
    double bytes = Outcomes.value(base, "tzmem.pool_bytes.max");
    if (initial.isPresent() && reads(path) && bytes > (double) initial.get().value().amount()) {
      long kib = (long) Math.ceil(bytes / 1024);
      all.add(Rewrite.of("pool", "a tzmem pool that need not grow", path, kib + " KiB"));
    }
  }

  private void switches() {
    SWITCHES.forEach(
        (name, value) -> {
          String path = variant.model().platform() + "." + name;
          Optional<Leaf> leaf = variant.model().leaf(path);
          if (leaf.isPresent() && reads(path) && !leaf.get().valueText().equals(value)) {
            all.add(Rewrite.of(name, "fewer invalidations", path, value));
          }
        });
  }

  /** Of threads that map and unmap. */
  private void mapping() {
    choice("workload.page", "larger leaves", "2 MiB", "1 GiB");
    choice("workload.placement", "aligned buffers", "aligned");
    choice("workload.invalidation", "invalidation", "strict", "lazy", "lazy-single");
    choice("workload.batch", "batched unmaps", "8", "32");
    choice("workload.use", "buffers", "per-call", "pooled", "pre-mapped", "own-domain");
    choice("workload.contiguous", "contiguous hint", "true");
    choice("workload.page_at_a_time", "whole ranges", "false");
    choice("workload.walk_by_context", "fewer invalidations", "true");
    choice("workload.bounce", "no bounce slots", "false");
    choice("workload.maintenance", "command queues", "queue-per-cpu");
  }

  /** Of bus masters that stream. */
  private void masters() {
    for (String path : settings.keySet()) {
      if (path.startsWith("workload.masters.") && path.endsWith(".page")) {
        choice(path, "larger leaves", "64 KiB", "2 MiB", "1 GiB");
      } else if (path.startsWith("workload.masters.") && path.endsWith(".contiguous")) {
        choice(path, "contiguous hint", "true");
      }
    }
  }

  private void choice(String path, String reason, String... values) {
    String now = settings.get(path);
    for (String value : values) {
      if (now != null && !now.equals(value)) {
        all.add(Rewrite.of(path, reason + ": " + value, path, value));
      }
    }
  }

  private boolean reads(String path) {
    return base.leavesRead().contains(path);
  }
}
