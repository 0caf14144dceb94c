package io.pilsim.experiment.advise;

import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.PlannedVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where carveouts may begin so that blocks map them, and device memory rows that may be one. A
 * place is free when nothing else lies there that the platform names, whether the scenario uses it
 * or not.
 */
final class Placements {
  private static final long BLOCK = 2L << 20;
  private static final int CELLS = 4;
  private static final int NEAREST = 64;

  private final ModelTree model;
  private final RunOutcome base;
  private final String root;

  Placements(PlannedVariant variant, RunOutcome base) {
    this.model = variant.model();
    this.base = base;
    this.root = model.platform() + ".remoteprocs.";
  }

  private record Area(long base, long bytes) {
    boolean overlaps(long otherBase, long otherBytes) {
      return base < otherBase + otherBytes && otherBase < base + bytes;
    }
  }

  List<Rewrite> all() {
    List<Rewrite> rewrites = new ArrayList<>();
    for (Leaf leaf : model.leaves()) {
      String path = leaf.path();
      if (path.startsWith(root) && base.leavesRead().contains(path)) {
        String name = path.substring(root.length(), path.indexOf('.', root.length()));
        if (path.equals(root + name + ".carveout.iot")
            || path.equals(root + name + ".carveout.auto")) {
          aligned(name, leaf).ifPresent(rewrites::add);
        } else if (path.equals(root + name + ".devmem")) {
          coalesced(name, leaf).ifPresent(rewrites::add);
        }
      }
    }
    return rewrites;
  }

  /** The nearest place for it that begins with a block. */
  private Optional<Rewrite> aligned(String name, Leaf at) {
    long now = at.value().amount();
    Optional<Leaf> size = model.leaf(root + name + ".carveout.size");
    if (now % BLOCK == 0 || size.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong place = free(name, lastStep(at.path()), now, size.get().value().amount());
    return place.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Rewrite.of(
                "carveout." + name,
                name + "'s carveout begins at 2 MiB",
                at.path(),
                "0x" + Long.toHexString(place.getAsLong())));
  }

  private OptionalLong free(String name, String which, long now, long bytes) {
    List<Area> taken = taken(name, which);
    long below = now / BLOCK * BLOCK;
    for (int i = 0; i < NEAREST; i++) {
      for (long place : new long[] {below + (i + 1) * BLOCK, below - i * BLOCK}) {
        if (place > 0 && taken.stream().noneMatch(area -> area.overlaps(place, bytes))) {
          return OptionalLong.of(place);
        }
      }
    }
    return OptionalLong.empty();
  }

  /** Of the same map of memory, all but its own. */
  private List<Area> taken(String name, String which) {
    List<Area> taken = new ArrayList<>();
    for (String other : model.children(model.platform() + ".remoteprocs")) {
      if (!other.equals(name)) {
        area(root + other + ".carveout." + which, root + other + ".carveout.size")
            .ifPresent(taken::add);
      }
    }
    String memory = model.platform() + ".memory";
    for (String region : model.children(memory)) {
      area(memory + "." + region + ".base", memory + "." + region + ".size").ifPresent(taken::add);
    }
    return taken;
  }

  private Optional<Area> area(String base, String size) {
    Optional<Leaf> begin = model.leaf(base);
    Optional<Leaf> bytes = model.leaf(size);
    return begin.isPresent() && bytes.isPresent()
        ? Optional.of(new Area(begin.get().value().amount(), bytes.get().value().amount()))
        : Optional.empty();
  }

  /** Rows that go on where another ends, in both spaces and with the same rights, are one. */
  private Optional<Rewrite> coalesced(String name, Leaf rows) {
    List<Quantity> cells = rows.values();
    if (cells.size() < 2 * CELLS || cells.size() % CELLS != 0) {
      return Optional.empty();
    }
    List<long[]> merged = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += CELLS) {
      long[] row = new long[CELLS];
      for (int c = 0; c < CELLS; c++) {
        row[c] = cells.get(i + c).amount();
      }
      long[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null
          && last[0] + last[2] == row[0]
          && last[1] + last[2] == row[1]
          && last[3] == row[3]) {
        last[2] += row[2];
      } else {
        merged.add(row);
      }
    }
    if (merged.size() * CELLS == cells.size()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (long[] row : merged) {
      for (int c = 0; c < CELLS - 1; c++) {
        texts.add("0x" + Long.toHexString(row[c]));
      }
      texts.add(Long.toString(row[CELLS - 1]));
    }
    return Optional.of(
        Rewrite.of(
            "devmem." + name,
            name + "'s devmem rows coalesced: " + cells.size() / CELLS + " to " + merged.size(),
            rows.path(),
            "[" + String.join(", ", texts) + "]"));
  }

  private static String lastStep(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
