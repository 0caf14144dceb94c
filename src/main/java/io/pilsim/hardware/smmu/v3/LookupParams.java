package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Cycles;
import io.pilsim.hardware.smmu.SetAssociativeParams;

/**
 * A cache and how it is read.
 *
 * @param enabled whether it is there at all
 * @param latency of one lookup
 * @param slots lookups in flight; as many as the latency has cycles makes one start in each
 */
public record LookupParams(
    boolean enabled, SetAssociativeParams cache, Cycles latency, int slots) {}
