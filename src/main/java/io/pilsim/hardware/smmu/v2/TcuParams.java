package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Cycles;
import io.pilsim.hardware.smmu.SetAssociativeParams;

/**
 * The translation control unit.
 *
 * @param macroTlb its TLB
 * @param lookup a search of the macro TLB
 * @param port one search after another
 * @param link a message between TBU and TCU, one way
 * @param invalidate one invalidation or sync, from its turn to its being sent to the TBUs
 * @param walker walks the tables
 */
public record TcuParams(
    SetAssociativeParams macroTlb,
    Cycles lookup,
    Cycles port,
    Cycles link,
    Cycles invalidate,
    WalkerParams walker) {}
