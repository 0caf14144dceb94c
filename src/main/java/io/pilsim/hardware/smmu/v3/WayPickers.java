package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.WayPicker;

/** Where caches with random replacement get their draws from: one stream each. */
public interface WayPickers {
  /** The stream of a cache: {@code tbu0.utlb}, {@code tcu.config_cache}. */
  WayPicker of(String cache);
}
