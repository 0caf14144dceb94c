package io.pilsim.hardware.smmu.v3;

/**
 * What commands mean, but for CMD_SYNC, which is its queue's.
 *
 * <p>Source: IHI 0070, "Commands and events".
 */
final class CommandDecoder {
  private static final long ALL_STREAMS_RANGE = 31;
  private static final int LARGEST_TABLE_BITS = 48;

  private final Invalidations invalidations;
  private final Stalls stalls;

  CommandDecoder(Invalidations invalidations, Stalls stalls) {
    this.invalidations = invalidations;
    this.stalls = stalls;
  }

  /** Carries a command out. Returns whether it is legal; one that is not has had no effect. */
  boolean carryOut(long word0, long word1) {
    int vmid = Command.vmidOf(word0);
    int asid = Command.asidOf(word0);
    return switch (Command.opcode(word0)) {
      case Command.PREFETCH_CONFIG, Command.PREFETCH_ADDRESS -> true;
      case Command.CFGI_STE, Command.CFGI_CD_ALL -> configuration(word0, 0);
      case Command.CFGI_STE_RANGE -> configuration(word0, Command.streamRange(word1) + 1);
      case Command.CFGI_CD -> contextDescriptor(word0);
      case Command.TLBI_NH_ALL -> all(Tags.virtual(vmid, 0), Tags.OF_OWNER);
      case Command.TLBI_NH_ASID -> all(Tags.virtual(vmid, asid), Tags.EXACT);
      case Command.TLBI_NH_VA -> range(word0, word1, Tags.virtual(vmid, asid), Tags.EXACT);
      case Command.TLBI_NH_VAA -> range(word0, word1, Tags.virtual(vmid, 0), Tags.OF_OWNER);
      case Command.TLBI_EL2_ALL -> all(Tags.el2(0), Tags.OF_OWNER);
      case Command.TLBI_EL2_ASID -> all(Tags.el2(asid), Tags.EXACT);
      case Command.TLBI_EL2_VA -> range(word0, word1, Tags.el2(asid), Tags.EXACT);
      case Command.TLBI_EL2_VAA -> range(word0, word1, Tags.el2(0), Tags.OF_OWNER);
      case Command.TLBI_S12_VMALL -> all(Tags.virtual(vmid, 0), Tags.OF_MACHINE);
      case Command.TLBI_S2_IPA -> range(word0, word1, Tags.intermediate(vmid), Tags.OF_OWNER);
      case Command.TLBI_NSNH_ALL -> all(Tags.ANY, Tags.OF_ALL_MACHINES);
      case Command.RESUME ->
          stalls.resume(Command.streamId(word0), Command.tag(word1), Command.response(word0));
      case Command.STALL_TERM -> stalls.terminate(Command.streamId(word0));
      default -> false;
    };
  }

  private boolean all(long tag, long mask) {
    invalidations.carryOut(invalidations.next().tagged(tag, mask));
    return true;
  }

  /** Of the streams that agree above so many bits of their number, and all their substreams. */
  private boolean configuration(long word0, int rangeBits) {
    long streams = rangeBits > ALL_STREAMS_RANGE ? 0 : Tags.streamMask(rangeBits);
    return all(Tags.configuration(Command.unsignedStreamId(word0), 0), Tags.OF_KIND | streams);
  }

  private boolean contextDescriptor(long word0) {
    long substream = Command.substreamId(word0);
    return all(Tags.configuration(Command.unsignedStreamId(word0), substream), Tags.EXACT);
  }

  private boolean range(long word0, long word1, long tag, long mask) {
    long first = Command.addressOf(word1);
    int granuleBits = Command.rangeGranuleBits(word1);
    long last = first;
    if (granuleBits != 0) {
      long granules = Command.granules(word0);
      if (granules == 1 && Command.level(word1) == 0) {
        return false;
      }
      boolean everything = granules >>> (LARGEST_TABLE_BITS - granuleBits) != 0;
      last = everything ? -1 : first + (granules << granuleBits) - 1;
    }
    Invalidation command = invalidations.next();
    invalidations.carryOut(command.range(first, last, tag, mask, Command.leafOnly(word1)));
    return true;
  }
}
