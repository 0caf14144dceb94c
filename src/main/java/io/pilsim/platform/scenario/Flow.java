package io.pilsim.platform.scenario;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The end-to-end stories, and which of them this version can run. */
public enum Flow implements Word {
  BOOT("boot", true),
  SHUTDOWN("shutdown", true),
  RECOVERY("recovery", true),
  /** Boots, shutdowns and crashes in a given or random order. */
  LIFECYCLE("lifecycle", true),
  DMA_STREAM("dma-stream", true),
  MAP_UNMAP("map-unmap", true),
  FASTRPC("fastrpc", true),
  REPLAY("replay", false);

  /** Those about the life of remote processors. */
  static final Set<Flow> BOOTS =
      Collections.unmodifiableSet(EnumSet.of(BOOT, SHUTDOWN, RECOVERY, LIFECYCLE));

  private final String word;
  private final boolean built;

  Flow(String word, boolean built) {
    this.word = word;
    this.built = built;
  }

  @Override
  public String word() {
    return word;
  }

  public boolean isBuilt() {
    return built;
  }

  /** Whether it is a story of remote processors and the software that runs them. */
  public boolean isAboutProcessors() {
    return this == BOOT || this == SHUTDOWN || this == RECOVERY || this == LIFECYCLE;
  }

  /**
   * Whether the flow of that word has an end of its own, so that there is no duration to choose.
   */
  static boolean endsByItself(String word) {
    return Arrays.stream(values())
        .filter(flow -> flow.word.equals(word))
        .anyMatch(flow -> flow != DMA_STREAM);
  }

  static List<String> builtWords() {
    return Arrays.stream(values()).filter(Flow::isBuilt).map(Flow::word).toList();
  }

  /** The metric that one looks at first. */
  public String mainMetric() {
    return switch (this) {
      case BOOT -> "boot.all.total_time";
      case SHUTDOWN -> "shutdown.all.total_time";
      case RECOVERY -> "recovery.all.total_time";
      case LIFECYCLE -> "lifecycle.boot_time";
      case DMA_STREAM, REPLAY -> "smmu.translation_time";
      case MAP_UNMAP, FASTRPC -> "map.latency";
    };
  }
}
