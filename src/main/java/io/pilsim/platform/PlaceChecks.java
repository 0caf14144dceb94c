package io.pilsim.platform;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the carveouts of a run have room in memory, and none lies on another. */
final class PlaceChecks {
  private static final long PAGE = 4096;

  private record Area(String name, long base, long bytes) {
    boolean overlaps(Area other) {
      return base < other.base + other.bytes && other.base < base + bytes;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s (0x%x + 0x%x)", name, base, bytes);
    }
  }

  private final ModelReader model;
  private final List<String> mistakes = new ArrayList<>();

  PlaceChecks(ModelReader model) {
    this.model = model;
  }

  void check(List<ProcessorInput> processors) {
    List<Area> areas = new ArrayList<>();
    for (String name : List.of("tz_ffi", "tables", "hypervisor")) {
      String path = "memory." + name;
      areas.add(new Area(path, model.address(path + ".base"), model.bytes(path + ".size")));
    }
    List<Integer> ids = new ArrayList<>();
    for (ProcessorInput each : processors) {
      Area carveout = new Area(each.name(), each.carveoutBase(), each.carveoutBytes());
      place(carveout);
      areas.stream().filter(carveout::overlaps).forEach(other -> clash(carveout, other));
      areas.add(carveout);
      if (ids.contains(each.pasId())) {
        mistakes.add(each.name() + ": another processor has pas_id " + each.pasId() + " as well");
      }
      ids.add(each.pasId());
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
  }

  private void place(Area area) {
    if (area.bytes <= 0 || area.base % PAGE != 0 || area.bytes % PAGE != 0) {
      mistakes.add(area + ": expected a carveout of whole 4 KiB pages");
    } else if (area.base <= 0 || area.base > model.bytes("memory.size") - area.bytes) {
      mistakes.add(area + ": lies beyond the memory, expected a carveout within memory.size");
    } else if (area.base + area.bytes > 1L << 32) {
      mistakes.add(area + ": lies beyond 4 GiB, which a 32-bit image cannot reach");
    }
  }

  private void clash(Area carveout, Area other) {
    mistakes.add(carveout + ": overlaps " + other + ", expected a place of its own");
  }
}
