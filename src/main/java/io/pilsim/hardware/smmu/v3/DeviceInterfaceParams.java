package io.pilsim.hardware.smmu.v3;

/**
 * What stands between one device and the SMMU: a TBU, in Arm's terms.
 *
 * @param portBytes beat of the device port
 * @param writeBufferBeats room for the data of writes that wait for their translation
 * @param translationSlots transactions between acceptance and issue, prefetches included
 * @param tokens translations that it may have asked the SMMU for and has no answer to (DTI)
 * @param prefetch whether a miss that was served has the next 4 KiB page translated as well
 * @param prefetchReservesLastWay whether prefetched pages take the last way of a set, and no others
 * @param orderedById whether transactions of one direction and ID are issued in order
 */
public record DeviceInterfaceParams(
    int portBytes,
    int writeBufferBeats,
    int translationSlots,
    int tokens,
    LookupParams microTlb,
    LookupParams mainTlb,
    boolean prefetch,
    boolean prefetchReservesLastWay,
    boolean orderedById) {}
