package io.pilsim.hardware.smmu.v3;

/** Why a transaction was not translated. Source: IHI 0070, event records. */
public enum Fault {
  NONE(0, false),
  /** The StreamID lies beyond the stream table, or its second-level table is missing. */
  BAD_STREAM(0x02, false),
  /** The stream table entry could not be read. */
  STREAM_ENTRY_FETCH(0x03, false),
  /** The stream table entry is not valid or not legal. */
  BAD_STREAM_ENTRY(0x04, false),
  /** The stream table entry says to abort, which is no event. */
  ABORTED_BY_ENTRY(0, false),
  /** The SubstreamID lies beyond the context descriptors, or its second-level table is missing. */
  BAD_SUBSTREAM(0x08, false),
  /** The context descriptor could not be read. */
  CONTEXT_FETCH(0x09, false),
  /** The context descriptor is not valid or not legal. */
  BAD_CONTEXT(0x0a, false),
  /** A table entry could not be read. */
  WALK_ABORT(0x0b, false),
  TRANSLATION(0x10, true),
  ADDRESS_SIZE(0x11, true),
  ACCESS_FLAG(0x12, true),
  PERMISSION(0x13, true);

  private final int event;
  private final boolean mayStall;

  Fault(int event, boolean mayStall) {
    this.event = event;
    this.mayStall = mayStall;
  }

  /** The type of its event record; 0 where there is none. */
  public int event() {
    return event;
  }

  /** Whether software may have it stall, and whether it may be kept quiet. */
  boolean isOfTranslation() {
    return mayStall;
  }
}
