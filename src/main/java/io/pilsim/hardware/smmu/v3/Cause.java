package io.pilsim.hardware.smmu.v3;

/** What the time of a translation goes into, from its reception to its issue. */
enum Cause {
  LOOKUP("lookup", "in the TLBs"),
  LOOKUP_WAIT("lookup_wait", "waiting for a lookup slot of a TLB"),
  PAGE("page", "waiting for an earlier miss of the same page"),
  TOKEN_WAIT("token_wait", "waiting for a token of the interface"),
  SLOT_WAIT("slot_wait", "waiting for a translation slot of the SMMU"),
  LINK("link", "between the interface and the SMMU, both ways"),
  LINK_WAIT("link_wait", "waiting for a turn on the link"),
  CONFIG("config", "looking up and fetching the configuration"),
  CONFIG_WAIT("config_wait", "waiting for a lookup slot of the configuration cache"),
  WALK_WAIT("walk_wait", "waiting for a walk slot"),
  WALK_CACHE("walk_cache", "in the walk caches and the IPA cache"),
  WALK_CACHE_WAIT("walk_cache_wait", "waiting for a lookup slot of those"),
  ARBITER("arbiter", "deciding on the next step of a walk"),
  ARBITER_WAIT("arbiter_wait", "waiting for other walks to decide"),
  PORT("port", "on the port to memory"),
  PORT_WAIT("port_wait", "waiting for a turn on that port"),
  ORDER("order", "waiting for older transactions of the same ID"),
  STALL("stall", "stalled until software answered"),
  S1L0("s1l0", "reading entries of level 0 of stage 1"),
  S1L1("s1l1", "reading entries of level 1 of stage 1"),
  S1L2("s1l2", "reading entries of level 2 of stage 1"),
  S1L3("s1l3", "reading entries of level 3 of stage 1"),
  S2L0("s2l0", "reading entries of level 0 of stage 2"),
  S2L1("s2l1", "reading entries of level 1 of stage 2"),
  S2L2("s2l2", "reading entries of level 2 of stage 2"),
  S2L3("s2l3", "reading entries of level 3 of stage 2");

  private static final Cause[] STAGE1 = {S1L0, S1L1, S1L2, S1L3};
  private static final Cause[] STAGE2 = {S2L0, S2L1, S2L2, S2L3};

  final String path;
  final String description;

  Cause(String path, String description) {
    this.path = path;
    this.description = description;
  }

  /** Where in arrays by cause it stands. */
  @SuppressWarnings("EnumOrdinal") // never stored or shown
  int place() {
    return ordinal();
  }

  /** Reading at a level of a stage. */
  static Cause reading(int stage, int level) {
    return (stage == 1 ? STAGE1 : STAGE2)[level];
  }
}
