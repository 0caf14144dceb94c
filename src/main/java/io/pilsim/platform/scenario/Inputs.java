package io.pilsim.platform.scenario;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files to use instead of what the model describes.
 *
 * @param overlays merged into the device tree in this order
 * @param firmware image per remote processor
 */
public record Inputs(
    Optional<Path> deviceTree,
    List<Path> overlays,
    El2Bindings el2Bindings,
    SortedMap<String, Path> firmware) {
  public Inputs {
    overlays = List.copyOf(overlays);
    firmware = Collections.unmodifiableSortedMap(new TreeMap<>(firmware));
  }
}
