package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.VariantResult;
import java.util.Comparator;
import java.util.Map;

/** What a device can still get at when its driver is done with a buffer, as a run showed it. */
public enum Reach {
  /** Without translation it reaches all memory. */
  ALL_MEMORY("always: all memory"),
  /** Buffers are not unmapped after each use. */
  ITS_BUFFERS("always: its buffers"),
  /** TLBs forget some time after the unmap. */
  FOR_A_WHILE(""),
  /** It was tried, and nothing was reached. */
  NOTHING("nothing"),
  NOT_MEASURED("not measured");

  private final String words;

  Reach(String words) {
    this.words = words;
  }

  public static Reach of(VariantResult variant) {
    if (mean(variant, "map.maps") == 0) {
      return ALL_MEMORY;
    }
    Figure pairs = variant.metrics().get("map.pair_time");
    if (pairs != null && mean(variant, "map.unmaps") * variant.replications() < pairs.n()) {
      return ITS_BUFFERS;
    }
    if (!variant.metrics().containsKey("unmap.exposed_bytes_max")
        || mean(variant, "unmap.late.reads") == 0) {
      return NOT_MEASURED;
    }
    boolean nothing =
        mean(variant, "unmap.exposed_bytes_max") == 0 && mean(variant, "unmap.late.stale") == 0;
    return nothing ? NOTHING : FOR_A_WHILE;
  }

  public boolean isAlways() {
    return this == ALL_MEMORY || this == ITS_BUFFERS;
  }

  /** For a table. */
  public String text(VariantResult variant) {
    return this == FOR_A_WHILE ? bytes(variant) + " for " + window(variant) : words;
  }

  static String bytes(VariantResult variant) {
    return most(variant, "unmap.exposed_bytes_max");
  }

  /** Of the only device, or of that session's whose window is the longest. */
  static String window(VariantResult variant) {
    return variant.metrics().entrySet().stream()
        .filter(each -> each.getKey().endsWith("unmap.exposure_window"))
        .map(Map.Entry::getValue)
        .max(Comparator.comparingDouble(Figure::max))
        .map(figure -> Human.of(figure.unit(), figure.max()))
        .orElse("-");
  }

  private static String most(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    return figure == null ? "-" : Human.of(figure.unit(), figure.max());
  }

  private static double mean(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    return figure == null ? 0 : figure.mean();
  }
}
