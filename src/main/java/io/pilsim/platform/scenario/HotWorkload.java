package io.pilsim.platform.scenario;

import java.util.Set;

/**
 * Threads that map buffers, have a device use them and unmap them.
 *
 * @param cpus threads, one on each core
 * @param bufferBytes of one buffer
 * @param batch buffers that are unmapped together
 * @param pairs measured maps and unmaps of each thread
 * @param warmupPairs those before
 * @param largestPage largest leaf that the tables may use
 * @param traits what it has beside its strategy
 * @param lateReads whether the device reads again after the unmap has returned
 * @param thinkPs from one pair to the next, on average
 * @param dsps that the threads, each with a domain of its own, are spread over in flow fastrpc; 0
 *     for one device and one domain
 */
public record HotWorkload(
    int cpus,
    long bufferBytes,
    int batch,
    long pairs,
    long warmupPairs,
    long largestPage,
    Placement placement,
    Stages stages,
    Use use,
    InvalidationMode invalidation,
    Maintenance maintenance,
    Set<MappingTrait> traits,
    DeviceUse device,
    boolean lateReads,
    long thinkPs,
    int dsps) {
  public HotWorkload {
    traits = Set.copyOf(traits);
  }

  public boolean has(MappingTrait trait) {
    return traits.contains(trait);
  }

  /** Whether a device reads buffers that have been unmapped, so that it shows what it gets. */
  public boolean measuresExposure() {
    return lateReads && device != DeviceUse.NONE && stages != Stages.BYPASS;
  }

  /** The same with another number of threads. */
  HotWorkload of(int threads) {
    return with(threads, device, lateReads);
  }

  /** The same with a device that reads again after the unmap. */
  HotWorkload withLateReads() {
    return with(cpus, device == DeviceUse.NONE ? DeviceUse.TOUCH : device, true);
  }

  private HotWorkload with(int threads, DeviceUse use, boolean late) {
    return new HotWorkload(
        threads,
        bufferBytes,
        batch,
        pairs,
        warmupPairs,
        largestPage,
        placement,
        stages,
        this.use,
        invalidation,
        maintenance,
        traits,
        use,
        late,
        thinkPs,
        dsps);
  }
}
