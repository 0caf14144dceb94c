package io.pilsim.hardware.smmu.v3;

/**
 * Known defects of gem5's SMMUv3 (v24.0.0.1) that a run may reproduce in order to be compared with
 * it. All are off unless asked for. Two more are ways of indexing and replacing: {@link
 * io.pilsim.hardware.smmu.Indexing} and {@link io.pilsim.hardware.smmu.Replacement}.
 *
 * @param nestedLeafKeepsIntermediate a block that both stages translate stands in the walk cache
 *     with the output of stage 1, which a later hit takes for the physical address
 * @param hazardIgnoresStream a miss waits for any other miss of its interface on the same 4 KiB of
 *     addresses, whatever stream that is for
 * @param wakeUpsRace whoever is woken for something given back may find it taken by a newcomer, and
 *     then waits behind all others; who waits for a signal is woken by every one, whoever it is for
 */
public record Quirks(
    boolean nestedLeafKeepsIntermediate, boolean hazardIgnoresStream, boolean wakeUpsRace) {
  public static final Quirks NONE = new Quirks(false, false, false);
  public static final Quirks GEM5 = new Quirks(true, true, true);
}
