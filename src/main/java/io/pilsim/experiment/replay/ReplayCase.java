package io.pilsim.experiment.replay;

/**
 * What a strategy came to, over all devices.
 *
 * @param mapCalls calls of {@code map_pages}
 * @param leaves page and block descriptors written
 * @param tables made, roots not counted
 * @param unmapCalls calls of {@code unmap_pages}
 * @param invalidations for unmaps and ends of domains
 * @param failed steps that ended with an error
 */
public record ReplayCase(
    Strategy strategy,
    long maps,
    long mapCalls,
    long leaves,
    long tables,
    long mapPs,
    long unmaps,
    long unmapCalls,
    long unmapLeaves,
    long invalidations,
    long syncs,
    long unmapPs,
    long endPs,
    long failed) {}
