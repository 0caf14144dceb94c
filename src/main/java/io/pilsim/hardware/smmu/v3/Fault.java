package io.pilsim.hardware.smmu.v3;

/** Why a transaction was not translated. Source: IHI 0070, event records. */
public enum Fault {
  NONE,
  /** The StreamID lies beyond the stream table, or its second-level table is missing. */
  BAD_STREAM,
  /** The stream table entry is not valid, or says to abort. */
  BAD_STREAM_ENTRY,
  /** The context descriptor is not valid. */
  BAD_CONTEXT,
  TRANSLATION,
  ACCESS_FLAG,
  PERMISSION
}
