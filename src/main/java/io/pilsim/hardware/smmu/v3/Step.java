package io.pilsim.hardware.smmu.v3;

/**
 * What an agent has just been waiting for, and what the time of it is booked as. Those of a
 * transaction stand in the order of its life.
 */
enum Step {
  // device interface
  PREFETCH_BEGUN(Cause.LOOKUP),
  PORT_PASSED(Cause.LOOKUP),
  MICRO_TLB_READ(Cause.LOOKUP),
  MAIN_TLB_READ(Cause.LOOKUP),
  HAZARD_GONE(Cause.PAGE),
  // on to the SMMU
  TOKEN_TAKEN(Cause.LINK),
  CREDIT_TAKEN(Cause.LINK),
  LINK_ENTERED(Cause.LINK),
  ARRIVED(Cause.LINK),
  // configuration
  CONFIG_READ(Cause.CONFIG),
  STREAM_L1_SENT(Cause.CONFIG),
  STREAM_L1_READ(Cause.CONFIG),
  STREAM_ENTRY_SENT(Cause.CONFIG),
  STREAM_ENTRY_READ(Cause.CONFIG),
  CONTEXT_L1_SENT(Cause.CONFIG),
  CONTEXT_L1_READ(Cause.CONFIG),
  CONTEXT_SENT(Cause.CONFIG),
  CONTEXT_READ(Cause.CONFIG),
  CONFIG_WRITTEN(Cause.CONFIG),
  // translation
  TLB_READ(Cause.LOOKUP),
  WALK_GRANTED(Cause.WALK_CACHE),
  STAGE1_PROBED(Cause.WALK_CACHE),
  STAGE1_READY(Cause.ARBITER),
  STAGE1_SENT(Cause.PORT),
  STAGE1_READ(Cause.S1L0), // or whichever level
  STAGE1_DECODED(Cause.ARBITER),
  STAGE1_TABLE_KEPT(Cause.WALK_CACHE),
  STAGE1_LEAF_KEPT(Cause.WALK_CACHE),
  IPA_READ(Cause.WALK_CACHE),
  STAGE2_PROBED(Cause.WALK_CACHE),
  STAGE2_READY(Cause.ARBITER),
  STAGE2_SENT(Cause.PORT),
  STAGE2_READ(Cause.S2L0), // or whichever level
  STAGE2_DECODED(Cause.ARBITER),
  STAGE2_KEPT(Cause.WALK_CACHE),
  IPA_WRITTEN(Cause.WALK_CACHE),
  TLB_WRITTEN(Cause.LOOKUP),
  // and back
  RETURN_ENTERED(Cause.LINK),
  RETURNED(Cause.LINK),
  MAIN_TLB_WRITTEN(Cause.LOOKUP),
  MICRO_TLB_WRITTEN(Cause.LOOKUP),
  RESUMED(Cause.STALL),
  TURN_MAY_HAVE_COME(Cause.ORDER),
  ISSUED(Cause.PORT),
  ANSWERED(Cause.PORT),
  RESPONDED(Cause.PORT),
  // what is no transaction's
  COMMANDS_SENT(Cause.PORT),
  COMMANDS_READ(Cause.PORT),
  COMMAND_DONE(Cause.PORT),
  SYNC_BEGUN(Cause.PORT),
  MESSAGE_SENT(Cause.PORT),
  MESSAGE_WRITTEN(Cause.PORT),
  AT_INTERFACES(Cause.LINK),
  ACKNOWLEDGED(Cause.LINK);

  final Cause cause;

  Step(Cause cause) {
    this.cause = cause;
  }
}
